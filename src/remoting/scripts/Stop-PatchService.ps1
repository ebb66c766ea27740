function Stop-PatchService {
  <#
  .SYNOPSIS
  Stops services on a node where the cluster does not run them.
  .DESCRIPTION
  On the owner of a group a clustered service must go offline as a resource: stopped behind the cluster's back it counts
  as failed. There it is stopped only when its resource is Offline, so that the cluster does not watch it.
  #>
  param([string[]] $Name, [string[]] $Group)
  $ErrorActionPreference = 'Stop'
  foreach ($protected in $Group) {
    if ((Get-PatchGroup -Name $protected).Owner -ne $env:COMPUTERNAME) { continue }
    foreach ($resource in @(Get-PatchResource)) {
      if ($resource.Group -ne $protected -or $resource.ServiceName -eq '' -or $resource.State -eq 'Offline') { continue }
      if ($Name -contains $resource.ServiceName) {
        throw "Refused: this node owns the group $protected, and the resource of $($resource.ServiceName) is $($resource.State). Take it offline as a cluster resource."
      }
    }
  }
  foreach ($service in $Name) {
    try {
      $before = "$((Get-Service -Name $service).Status)"
      if ($before -ne 'Stopped') { Stop-Service -Name $service -WarningAction 'SilentlyContinue' }
      $after = "$((Get-Service -Name $service).Status)"
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Stopping the service $service" }
    New-Object PSObject -Property @{ Name = $service; Was = $before; Status = $after }
  }
}
