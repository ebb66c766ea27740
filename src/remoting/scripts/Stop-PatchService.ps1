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
  Import-PatchCluster
  $groups = @(Get-ClusterGroup)
  foreach ($protected in $Group) {
    $found = $groups | Where-Object { $_.Name -eq $protected }
    if ($null -eq $found) { throw "The cluster has no group $protected (0x80071395 / 5013)." }
    if ((ConvertTo-PatchName $found.OwnerNode) -ne $env:COMPUTERNAME) { continue }
    foreach ($resource in @(Get-ClusterResource)) {
      if ((ConvertTo-PatchName $resource.OwnerGroup) -ne $protected) { continue }
      if ((ConvertTo-PatchName $resource.ResourceType) -ne 'Generic Service' -or "$($resource.State)" -eq 'Offline') { continue }
      $clustered = "$(($resource | Get-ClusterParameter -Name 'ServiceName').Value)"
      if ($Name -contains $clustered) {
        throw "Refused: this node owns the group $protected, and the resource of $clustered is $($resource.State). Take it offline as a cluster resource."
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
