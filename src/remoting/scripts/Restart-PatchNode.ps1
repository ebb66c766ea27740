function Restart-PatchNode {
  <#
  .SYNOPSIS
  Restarts this node. The session ends with it.
  #>
  param()
  $ErrorActionPreference = 'Stop'
  $windows = Get-PatchInstance -ClassName 'Win32_OperatingSystem'
  try { Restart-Computer -Force }
  catch { Stop-PatchOperation -Record $_ -Doing 'Restarting the node' }
  New-Object PSObject -Property @{ Name = "$($env:COMPUTERNAME)"; LastBoot = ConvertTo-PatchTime $windows.LastBootUpTime }
}
