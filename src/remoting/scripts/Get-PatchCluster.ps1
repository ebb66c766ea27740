function Get-PatchCluster {
  <#
  .SYNOPSIS
  The cluster as this node sees it: nodes, groups and resources, made plain.
  #>
  param()
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  try {
    if ($provider -eq 'FailoverClusters') { Get-PatchClusterByCmdlet } else { Get-PatchClusterByWmi }
  }
  catch { Stop-PatchOperation -Record $_ -Doing 'Reading the cluster' }
}
