function Suspend-PatchNode {
  <#
  .SYNOPSIS
  Pauses a node of the cluster: it takes no group. With -Drain its groups leave it, where the node can do that.
  #>
  param([string] $Node, [switch] $Drain)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  try {
    $before = "$((Get-ClusterNode -Name $Node).State)"
    if ($before -ne 'Paused') {
      # Draining came with Windows Server 2012; before that, groups are moved by hand.
      $options = @{ Name = $Node }
      $known = @((Get-Command -Name 'Suspend-ClusterNode').Parameters.Keys)
      if ($Drain -and $known -contains 'Drain') { $options.Drain = $true }
      if ($Drain -and $known -contains 'Wait') { $options.Wait = $true }
      Suspend-ClusterNode @options | Out-Null
    }
    $now = Get-ClusterNode -Name $Node
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Pausing the node $Node" }
  New-Object PSObject -Property @{ Name = "$($now.Name)"; Was = $before; State = "$($now.State)" }
}
