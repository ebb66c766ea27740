function Set-PatchLease {
  <#
  .SYNOPSIS
  Puts a lease on a group if it still holds what the caller read before; answers what it holds afterwards.
  #>
  param([string] $Group, [string] $Lease, [string] $Previous)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  $found = Get-ClusterGroup | Where-Object { $_.Name -eq $Group }
  if ($null -eq $found) { throw "The cluster has no group $Group (0x80071395 / 5013)." }
  $now = (Get-PatchLease -Group $Group).Lease
  if ($now -ceq $Previous) {
    try { $found | Set-ClusterParameter -Name 'ClusterPatchLease' -Value $Lease -Create | Out-Null }
    catch { Stop-PatchOperation -Record $_ -Doing "Writing the lease of $Group" }
    # Two writers at once: the last one wins, and the other sees here that it was not the last.
    $now = (Get-PatchLease -Group $Group).Lease
  }
  New-Object PSObject -Property @{ Written = $now -ceq $Lease; Lease = $now }
}
