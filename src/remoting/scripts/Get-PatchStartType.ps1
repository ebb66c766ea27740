function Get-PatchStartType {
  <#
  .SYNOPSIS
  The start type of a Win32_Service instance in one vocabulary: Automatic, AutomaticDelayed, Manual or Disabled.
  #>
  param($Service)
  if ("$($Service.StartMode)" -ne 'Auto') { return "$($Service.StartMode)" }
  $delayed = $Service.DelayedAutoStart
  if ($null -eq $delayed) {
    # Win32_Service has this property only since Windows Server 2016.
    $key = 'HKLM:\SYSTEM\CurrentControlSet\Services\' + $Service.Name
    $settings = Get-ItemProperty -LiteralPath $key -Name 'DelayedAutostart' -ErrorAction 'SilentlyContinue'
    $delayed = $settings.DelayedAutostart -eq 1
  }
  if ($delayed) { 'AutomaticDelayed' } else { 'Automatic' }
}
