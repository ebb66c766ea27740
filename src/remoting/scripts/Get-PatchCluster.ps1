function Get-PatchCluster {
  <#
  .SYNOPSIS
  The cluster as this node sees it: nodes, groups and resources, made plain; or only the states of the nodes and the
  owners of the groups.
  #>
  param([bool] $OwnersOnly)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  try {
    if ($OwnersOnly) { return New-Object PSObject -Property @{ Nodes = @(Get-PatchClusterNode); Groups = @(Get-PatchGroup) } }
    if ($provider -eq 'FailoverClusters') { Get-PatchClusterByCmdlet } else { Get-PatchClusterByWmi }
  }
  catch { Stop-PatchOperation -Record $_ -Doing 'Reading the cluster' }
}
