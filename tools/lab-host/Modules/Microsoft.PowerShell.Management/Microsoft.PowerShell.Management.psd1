@{
  ModuleVersion = '7.0.0.0'
  GUID = 'eefcb906-b326-4e99-9f54-8b4bb6ef3c6d'
  CompatiblePSEditions = @('Core')
  PowerShellVersion = '3.0'
  # The cmdlets are in the program itself, beside the folder of modules.
  NestedModules = @('..\..\pwsh.dll')
  FunctionsToExport = @()
  AliasesToExport = @()
  CmdletsToExport = @(
    'Add-Content', 'Convert-Path', 'Copy-Item', 'Get-ChildItem', 'Get-Content', 'Get-Item', 'Get-Location', 'Get-Process',
    'Join-Path', 'Move-Item', 'New-Item', 'Remove-Item', 'Resolve-Path', 'Set-Content', 'Set-Location', 'Split-Path',
    'Test-Path'
  )
}
