function Resume-PatchNode {
  <#
  .SYNOPSIS
  Resumes a paused node of the cluster. No group comes back with it where that can be said.
  #>
  param([string] $Node)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  try {
    $before = "$((Get-ClusterNode -Name $Node).State)"
    if ($before -eq 'Paused') {
      # Without this, Windows Server 2012 and later move the drained groups back in the middle of the work.
      $options = @{ Name = $Node }
      if (@((Get-Command -Name 'Resume-ClusterNode').Parameters.Keys) -contains 'Failback') { $options.Failback = 'NoFailback' }
      Resume-ClusterNode @options | Out-Null
    }
    $now = Get-ClusterNode -Name $Node
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Resuming the node $Node" }
  New-Object PSObject -Property @{ Name = "$($now.Name)"; Was = $before; State = "$($now.State)" }
}
