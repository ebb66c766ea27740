function Set-PatchLease {
  <#
  .SYNOPSIS
  Puts a lease on a group if it still holds what the caller read before; answers what it holds afterwards.
  #>
  param([string] $Group, [string] $Lease, [string] $Previous)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  $name = (Get-PatchGroup -Name $Group).Name
  $now = (Get-PatchLease -Group $name).Lease
  if ($now -ceq $Previous -and $now -cne $Lease) {
    try {
      if ($provider -eq 'FailoverClusters') {
        Get-ClusterGroup | Where-Object { $_.Name -eq $name } |
          Set-ClusterParameter -Name 'ClusterPatchLease' -Value $Lease -Create | Out-Null
      }
      elseif ($Lease -eq '') { Invoke-PatchClusterCommand 'group', $name, '/priv:ClusterPatchLease', '/usedefault' | Out-Null }
      else { Invoke-PatchClusterCommand 'group', $name, '/priv', "ClusterPatchLease=${Lease}:string" | Out-Null }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Writing the lease of $Group" }
    # Two writers at once: the last one wins, and the other sees here that it was not the last.
    $now = (Get-PatchLease -Group $name).Lease
  }
  New-Object PSObject -Property @{ Written = $now -ceq $Lease; Lease = $now }
}
