@{
  ModuleVersion = '7.0.0.0'
  GUID = '1da87e53-152b-403e-98dc-74d7b4d63d59'
  CompatiblePSEditions = @('Core')
  PowerShellVersion = '3.0'
  # The cmdlets are in the program itself, beside the folder of modules.
  NestedModules = @('..\..\pwsh.dll')
  FunctionsToExport = @()
  AliasesToExport = @()
  CmdletsToExport = @(
    'Add-Member', 'Compare-Object', 'ConvertFrom-Json', 'ConvertTo-Json', 'Export-Clixml', 'Format-List', 'Format-Table',
    'Get-Date', 'Get-Member', 'Get-Random', 'Get-Variable', 'Group-Object', 'Import-Clixml', 'Measure-Object', 'New-Guid',
    'New-Object', 'New-TimeSpan', 'New-Variable', 'Out-File', 'Out-String', 'Remove-Variable', 'Select-Object',
    'Select-String', 'Set-Variable', 'Sort-Object', 'Start-Sleep', 'Write-Debug', 'Write-Error', 'Write-Host',
    'Write-Information', 'Write-Output', 'Write-Progress', 'Write-Verbose', 'Write-Warning'
  )
}
