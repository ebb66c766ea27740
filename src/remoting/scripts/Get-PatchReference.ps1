function Get-PatchReference {
  <#
  .SYNOPSIS
  What a WMI association of the cluster says: for each name on its one side the list of names on the other, in order.
  .DESCRIPTION
  That a group, a resource or a node is told by associations holds on every Windows; the properties OwnerNode and
  OwnerGroup came later. Source: Microsoft, "Failover Cluster WMI Provider", association classes.
  #>
  param([string] $ClassName, [string] $From = 'GroupComponent', [string] $To = 'PartComponent')
  $names = @{}
  foreach ($link in @(Get-PatchInstance -ClassName $ClassName -Namespace 'root/MSCluster')) {
    $key = ConvertTo-PatchName $link.$From
    $names[$key] = @($names[$key] | Where-Object { $_ }) + (ConvertTo-PatchName $link.$To)
  }
  $names
}
