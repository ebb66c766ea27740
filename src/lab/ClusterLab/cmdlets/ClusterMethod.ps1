# The methods of the cluster's WMI classes, by the same rules as the cmdlets: each calls the cmdlet that does the same.
# They return nothing; what goes wrong is an error with its number.

function Invoke-LabClusterMethod($Cmdlet, $Here, [string]$Class, $Instance, [string]$Method, $Arguments) {
    $known = Get-LabClusterMethod $Here.os $Class $Method
    if ($null -eq $known) {
        Write-LabError $Cmdlet (New-LabWmiError 'InvalidMethod' "Invalid method '$Method' of '$Class'." $Method)
        return
    }
    $strange = @(@($Arguments.Keys) | Where-Object { $known -notcontains $_ })
    if ($strange.Count -gt 0) {
        Write-LabError $Cmdlet (New-LabWmiError 'InvalidMethodParameters' "Invalid parameter '$strange' of '$Class.$Method'." $Method)
        return
    }
    if (-not (Test-LabClusterName $Cmdlet '')) { return }
    $wait = [int]$Arguments['TimeOut']
    $name = if ($Class -eq 'MSCluster_Service') { "$($Instance.SystemName)" } else { "$($Instance.Name)" }
    try {
        switch ("$Class.$Method") {
            'MSCluster_ResourceGroup.MoveToNewNode' { Move-ClusterGroup -Name $name -Node "$($Arguments['NodeName'])" -Wait $wait -ErrorAction Stop | Out-Null }
            'MSCluster_ResourceGroup.BringOnline' { Start-ClusterGroup -Name $name -Wait $wait -ErrorAction Stop | Out-Null }
            'MSCluster_ResourceGroup.TakeOffline' { Stop-ClusterGroup -Name $name -Wait $wait -ErrorAction Stop | Out-Null }
            'MSCluster_Resource.BringOnline' { Start-ClusterResource -Name $name -Wait $wait -ErrorAction Stop | Out-Null }
            'MSCluster_Resource.TakeOffline' { Stop-ClusterResource -Name $name -Wait $wait -ErrorAction Stop | Out-Null }
            { $_ -like '*.Pause' } { Suspend-ClusterNode -Name $name -Drain:([int]$Arguments['DrainType'] -gt 0) -ErrorAction Stop | Out-Null }
            { $_ -like '*.Resume' } {
                $failback = if ([int]$Arguments['FailbackType'] -gt 0) { 'Policy' } else { 'NoFailback' }
                # Before 2012 resuming knows no failback of its own; what the group's policy says happens.
                if ($Here.os -ne '2012+') { $failback = 'Policy' }
                Resume-ClusterNode -Name $name -Failback $failback -ErrorAction Stop | Out-Null
            }
        }
    } catch { Write-LabError $Cmdlet $_ }
}
