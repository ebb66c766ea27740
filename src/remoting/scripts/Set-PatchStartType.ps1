function Set-PatchStartType {
  <#
  .SYNOPSIS
  Sets the start type of services: Automatic, Manual or Disabled.
  #>
  param([string[]] $Name, [string] $StartType)
  $ErrorActionPreference = 'Stop'
  $installed = @(Get-PatchInstance -ClassName 'Win32_Service')
  foreach ($wanted in $Name) {
    $service = $installed | Where-Object { $_.Name -eq $wanted }
    if ($null -eq $service) { throw "The service $wanted is not installed on this node (0x80070424 / 1060)." }
    $before = Get-PatchStartType -Service $service
    try { if ($before -ne $StartType) { Set-Service -Name $wanted -StartupType $StartType } }
    catch { Stop-PatchOperation -Record $_ -Doing "Setting the start type of $wanted" }
    $now = @(Get-PatchInstance -ClassName 'Win32_Service') | Where-Object { $_.Name -eq $wanted }
    New-Object PSObject -Property @{ Name = $wanted; Was = $before; StartType = Get-PatchStartType -Service $now }
  }
}
