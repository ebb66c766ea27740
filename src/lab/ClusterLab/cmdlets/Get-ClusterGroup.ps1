function Get-ClusterGroup {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [guid]$VMId
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $groups = $world.groups
            $wanted = $Name
            if (Test-LabInputKind $InputObject 'ClusterNode') {
                $groups = @($groups | Where-Object { $_.owner -eq $InputObject.Name })
            }
            elseif (Test-LabInputKind $InputObject 'ClusterResource') { $wanted = $InputObject.OwnerGroup.Name }
            elseif (-not (Test-LabInputKind $InputObject 'Cluster')) { $wanted = Get-LabWanted $InputObject $Name }
            foreach ($group in Select-LabByName $PSCmdlet $groups $wanted $script:GroupNotFound 'the cluster group') {
                New-LabGroupShape $group
            }
        }
    }
}
