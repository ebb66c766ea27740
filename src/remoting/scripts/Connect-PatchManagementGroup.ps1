function Connect-PatchManagementGroup {
  <#
  .SYNOPSIS
  Makes the cmdlets of Operations Manager 2007 act on the management group of this root management server.
  .DESCRIPTION
  They are a snap-in of Windows PowerShell, which takes seconds to load: once for a session. A clustered root management
  server answers under its network name, which is found in the group of its SDK service.
  #>
  param()
  $snapIn = 'Microsoft.EnterpriseManagement.OperationsManager.Client'
  if (-not (Get-Command -Name 'Add-PSSnapin' -ErrorAction 'SilentlyContinue')) {
    throw "The cmdlets of Operations Manager 2007 are a snap-in of Windows PowerShell, and this is PowerShell $($PSVersionTable.PSVersion)."
  }
  if (-not (Get-PSSnapin -Name $snapIn -ErrorAction 'SilentlyContinue')) { Add-PSSnapin -Name $snapIn }
  # They act on the management groups below the place where the session stands.
  Set-Location -Path 'OperationsManagerMonitoring::'
  $connected = @(Get-ManagementGroupConnection | Where-Object { $_.ManagementGroup.IsConnected })
  if ($connected.Count -gt 0) { return }
  $resources = @(Get-PatchResource)
  $group = @($resources | Where-Object { $_.ServiceName -eq 'OMSDK' } | ForEach-Object { $_.Group })[0]
  $name = "$(@($resources | Where-Object { $_.Group -eq $group } | ForEach-Object { $_.NetworkName } | Where-Object { $_ })[0])"
  if ($name -eq '') { throw 'The cluster has no network name in the group of the service OMSDK: the root management server cannot be found.' }
  New-ManagementGroupConnection -ConnectionString $name | Out-Null
}
