function Wait-PatchNode {
  <#
  .SYNOPSIS
  Waits on this node, by its clock.
  #>
  param([int] $Seconds)
  Start-Sleep -Seconds $Seconds
  New-Object PSObject -Property @{ Time = ConvertTo-PatchTime (Get-Date) }
}
