function Set-PatchResourcePolicy {
  <#
  .SYNOPSIS
  Sets what the cluster does when a resource fails: RestartAction, RestartThreshold and RestartPeriod (milliseconds).
  .DESCRIPTION
  Through WMI also where there are cmdlets: a session in ConstrainedLanguage may not set the properties of a cluster object.
  #>
  param([object[]] $Policy)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  foreach ($wanted in $Policy) {
    $resource = @(Get-PatchInstance -ClassName 'MSCluster_Resource' -Namespace 'root/MSCluster') |
      Where-Object { $_.Name -eq $wanted.Name }
    if ($null -eq $resource) { throw "The cluster has no resource $($wanted.Name) (0x8007138F / 5007)." }
    # Kept: setting a property changes the object too.
    $before = [int]$resource.RestartAction
    $change = @{ RestartAction = [uint32]$wanted.RestartAction }
    if ($null -ne $wanted.RestartThreshold) { $change.RestartThreshold = [uint32]$wanted.RestartThreshold }
    if ($null -ne $wanted.RestartPeriod) { $change.RestartPeriod = [uint32]$wanted.RestartPeriod }
    try {
      if ($provider -eq 'cluster.exe') {
        $list = @($change.Keys | ForEach-Object { '{0}={1}:dword' -f $_, $change[$_] })
        Invoke-PatchClusterCommand (@('resource', "$($resource.Name)", '/prop') + $list) | Out-Null
      }
      elseif (Get-Command -Name 'Set-CimInstance' -ErrorAction 'SilentlyContinue') {
        Set-CimInstance -InputObject $resource -Property $change | Out-Null
      }
      else { Set-WmiInstance -InputObject $resource -Arguments $change | Out-Null }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Setting the failover policy of $($wanted.Name)" }
    $now = @(Get-PatchInstance -ClassName 'MSCluster_Resource' -Namespace 'root/MSCluster') |
      Where-Object { $_.Name -eq $wanted.Name }
    New-Object PSObject -Property @{
      Name = "$($now.Name)"
      Was = $before
      RestartAction = [int]$now.RestartAction
      RestartThreshold = [long]$now.RestartThreshold
      RestartPeriod = [long]$now.RestartPeriod
    }
  }
}
