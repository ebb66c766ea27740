function Get-PatchLease {
  <#
  .SYNOPSIS
  The lease that a run holds on a group, as text; empty when there is none.
  #>
  param([string] $Group)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  $name = (Get-PatchGroup -Name $Group).Name
  # A private property of the group: it is in the cluster's own database, so every node and every colleague sees it.
  $lease = ''
  try {
    if ($provider -eq 'FailoverClusters') {
      $found = Get-ClusterGroup | Where-Object { $_.Name -eq $name }
      $parameter = $found | Get-ClusterParameter -ErrorAction 'SilentlyContinue' | Where-Object { $_.Name -eq 'ClusterPatchLease' }
      $lease = "$($parameter.Value)"
    }
    else {
      # The last word of its line in the list of properties; a lease is written without blanks.
      foreach ($line in @(Invoke-PatchClusterCommand 'group', $name, '/priv')) {
        if ($line -match '\sClusterPatchLease\s+(\S+)\s*$') { $lease = $Matches[1] }
      }
    }
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Reading the lease of $Group" }
  New-Object PSObject -Property @{ Lease = $lease }
}
