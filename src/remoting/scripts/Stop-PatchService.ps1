function Stop-PatchService {
  <#
  .SYNOPSIS
  Stops services on a node that owns none of the named groups.
  .DESCRIPTION
  On the owner a clustered service must go offline as a resource: stopped behind the cluster's back it counts as failed.
  #>
  param([string[]] $Name, [string[]] $Group)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  $groups = @(Get-ClusterGroup)
  foreach ($protected in $Group) {
    $found = $groups | Where-Object { $_.Name -eq $protected }
    if ($null -eq $found) { throw "The cluster has no group $protected (0x80071395 / 5013)." }
    if ((ConvertTo-PatchName $found.OwnerNode) -eq $env:COMPUTERNAME) {
      throw "Refused: this node owns the group $protected. Take the service offline as a cluster resource."
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
