function Get-PatchInstance {
  <#
  .SYNOPSIS
  All instances of a WMI class, by CIM where the node has it and by WMI where it has not (PowerShell 2.0).
  .DESCRIPTION
  That it has not is remembered for the session: a missing command is looked for in every folder of the path, each time.
  #>
  param([string] $ClassName, [string] $Namespace = 'root/cimv2')
  if (-not $script:PatchWithoutCim) {
    if (Get-Command -Name 'Get-CimInstance' -ErrorAction 'SilentlyContinue') {
      return Get-CimInstance -ClassName $ClassName -Namespace $Namespace -ErrorAction 'Stop'
    }
    $script:PatchWithoutCim = $true
  }
  # The cluster's namespace refuses callers that do not ask for packet privacy.
  Get-WmiObject -Class $ClassName -Namespace $Namespace -Authentication 'PacketPrivacy' -ErrorAction 'Stop'
}
