# What the product's scripts must keep to, told by PowerShell's own parser. Gives one object for each breach.

$script:allowedTypes = 'string', 'int', 'long', 'bool', 'uint32', 'switch', 'object', 'string[]', 'object[]'
$script:windowsCommands = @'
Get-Service Set-Service Stop-Service Start-Service Restart-Service
Get-CimInstance Get-WmiObject Invoke-CimMethod Invoke-WmiMethod Set-CimInstance Set-WmiInstance
Get-Cluster Get-ClusterNode Get-ClusterGroup Get-ClusterResource Get-ClusterParameter Set-ClusterParameter
Get-ClusterOwnerNode Set-ClusterOwnerNode Move-ClusterGroup Start-ClusterGroup Stop-ClusterGroup
Start-ClusterResource Stop-ClusterResource Suspend-ClusterNode Resume-ClusterNode Get-ClusterResourceDependency
Get-ClusterQuorum Start-ClusterNode Stop-ClusterNode
Test-Path Get-Item Get-ItemProperty New-Item Set-Content Add-Content Get-Content Remove-Item Get-ChildItem
Export-Clixml Import-Clixml Get-FileHash certutil.exe whoami.exe sqlcmd.exe schtasks.exe cluster.exe Start-Process Restart-Computer
Get-EventLog Get-WinEvent Get-Date Start-Sleep Import-Module Split-Path
Add-PSSnapin Get-PSSnapin Set-Location New-ManagementGroupConnection Get-ManagementGroupConnection
Get-ManagementServer Get-Agent Get-AgentPendingAction Approve-AgentPendingAction Get-MonitoringClass Get-MonitoringObject
Select-Object Where-Object ForEach-Object Sort-Object New-Object Write-Output Get-Command Out-Null Measure-Object
'@ -split '\s+'

# What came after PowerShell 2.0: only where the script has looked whether the node has it.
$script:laterCommands = 'Get-CimInstance', 'Invoke-CimMethod', 'Set-CimInstance', 'Get-FileHash'

# Whether the command stands in the branch of an if that asks Get-Command for it.
function Test-Probed($Node, [string] $Name) {
  $inner = $Node
  for ($outer = $Node.Parent; $null -ne $outer; $outer = $outer.Parent) {
    if ($outer.GetType().Name -eq 'IfStatementAst') {
      foreach ($clause in $outer.Clauses) {
        if ($clause.Item2 -eq $inner -and "$($clause.Item1.Extent.Text)" -match "^Get-Command -Name '$([regex]::Escape($Name))'") { return $true }
      }
    }
    $inner = $outer
  }
  $false
}

function Read-Script($Text) {
  $tokens = $null
  $errors = $null
  $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref]$tokens, [ref]$errors)
  @{ Ast = $ast; Errors = $errors }
}

function New-Breach($Rule, $Extent) {
  New-Object PSObject -Property @{ Rule = $Rule; Line = $Extent.StartLineNumber; Text = "$($Extent.Text)" }
}

function Find-Node($Ast, [string[]] $Types) {
  $Ast.FindAll({ param($node) $Types -contains $node.GetType().Name }, $true)
}

# For every script that runs on a node: Windows PowerShell 2.0, and ConstrainedLanguage.
function Test-NodeScript {
  param([string] $Text, [string[]] $Own)
  $read = Read-Script $Text
  foreach ($parseError in $read.Errors) { New-Breach 'syntax' $parseError.Extent }
  $ast = $read.Ast
  if ($null -ne $ast.ScriptRequirements) { New-Breach 'requires' $ast.Extent }
  foreach ($node in (Find-Node $ast 'UsingStatementAst', 'TypeDefinitionAst', 'ConfigurationDefinitionAst')) { New-Breach 'syntax after 2.0' $node.Extent }
  foreach ($node in (Find-Node $ast 'InvokeMemberExpressionAst', 'BaseCtorInvokeMemberExpressionAst')) { New-Breach 'method call' $node.Extent }
  foreach ($node in (Find-Node $ast 'MemberExpressionAst')) {
    if ($node.Static) { New-Breach 'static member' $node.Extent }
  }
  foreach ($node in (Find-Node $ast 'TypeExpressionAst', 'TypeConstraintAst')) {
    if ($script:allowedTypes -notcontains $node.TypeName.FullName) { New-Breach 'type' $node.Extent }
  }
  foreach ($node in (Find-Node $ast 'BinaryExpressionAst')) {
    if ("$($node.Operator)" -match '^[IC]?(Not)?In$|^Sh[lr]$|Question') { New-Breach 'operator after 2.0' $node.Extent }
  }
  foreach ($node in (Find-Node $ast 'TernaryExpressionAst', 'PipelineChainAst')) { New-Breach 'syntax after 2.0' $node.Extent }
  foreach ($node in (Find-Node $ast 'VariableExpressionAst')) {
    if ('PSItem', 'PSScriptRoot', 'PSCommandPath' -contains "$($node.VariablePath)") { New-Breach 'variable after 2.0' $node.Extent }
  }
  foreach ($node in (Find-Node $ast 'FileRedirectionAst', 'MergingRedirectionAst')) {
    if ('Output', 'Error' -notcontains "$($node.FromStream)") { New-Breach 'redirection after 2.0' $node.Extent }
  }
  $tables = @(Find-Node $ast 'AssignmentStatementAst' | Where-Object { $_.Right.Extent.Text -match '^@\{' } | ForEach-Object { "$($_.Left)" })
  foreach ($node in (Find-Node $ast 'AssignmentStatementAst')) {
    if ($node.Left.GetType().Name -ne 'MemberExpressionAst') { continue }
    if ($tables -notcontains "$($node.Left.Expression)") { New-Breach 'property of an object set' $node.Extent }
  }
  foreach ($node in (Find-Node $ast 'CommandAst')) {
    $name = $node.GetCommandName()
    if ($null -eq $name) { New-Breach 'command without a name' $node.Extent; continue }
    if ($script:windowsCommands -notcontains $name -and $Own -notcontains $name) { New-Breach 'command' $node.Extent }
    if ($script:laterCommands -contains $name -and -not (Test-Probed $node $name)) { New-Breach 'command after 2.0 without a probe' $node.Extent }
    $elements = @($node.CommandElements)
    if ('Where-Object', 'ForEach-Object' -contains $name -and $elements[1].GetType().Name -ne 'ScriptBlockExpressionAst') { New-Breach 'short form after 2.0' $node.Extent }
    foreach ($element in $elements) {
      if ($element.GetType().Name -ne 'CommandParameterAst') { continue }
      if ($name -match 'Clixml$' -and $element.ParameterName -eq 'LiteralPath') { New-Breach 'parameter after 2.0' $node.Extent }
      if ($name -eq 'Get-Content' -and 'Raw', 'Tail' -contains $element.ParameterName) { New-Breach 'parameter after 2.0' $node.Extent }
    }
    if ($node.Extent.Text -match "-ErrorAction\s+'?Ignore") { New-Breach 'parameter after 2.0' $node.Extent }
  }
}

# A file of one function, named like it, that says what it does.
function Test-FunctionFile {
  param([string] $Text, [string] $Name)
  $ast = (Read-Script $Text).Ast
  $statements = @($ast.EndBlock.Statements)
  if ($statements.Count -ne 1 -or $statements[0].GetType().Name -ne 'FunctionDefinitionAst') { New-Breach 'one function' $ast.Extent; return }
  if ($statements[0].Name -cne $Name) { New-Breach 'named like its file' $statements[0].Extent }
  $help = $statements[0].GetHelpContent()
  if ($null -eq $help -or "$($help.Synopsis)".Trim() -eq '') { New-Breach 'synopsis' $statements[0].Extent }
}

# For the scripts of the administrator's machine: Windows PowerShell 5.1 as well as PowerShell 7.
function Test-LocalScript {
  param([string] $Text)
  $read = Read-Script $Text
  foreach ($parseError in $read.Errors) { New-Breach 'syntax' $parseError.Extent }
  foreach ($node in (Find-Node $read.Ast 'TernaryExpressionAst', 'PipelineChainAst')) { New-Breach 'syntax after 5.1' $node.Extent }
  foreach ($node in (Find-Node $read.Ast 'BinaryExpressionAst', 'AssignmentStatementAst')) {
    if ("$($node.Operator)" -match 'Question') { New-Breach 'operator after 5.1' $node.Extent }
  }
  foreach ($node in (Find-Node $read.Ast 'MemberExpressionAst', 'InvokeMemberExpressionAst', 'IndexExpressionAst')) {
    if ($node.NullConditional) { New-Breach 'operator after 5.1' $node.Extent }
  }
  foreach ($node in (Find-Node $read.Ast 'CommandAst')) {
    if ($node.Extent.Text -match '\s-(AsHashtable|DateKind|AsUTC|Parallel)\b') { New-Breach 'parameter after 5.1' $node.Extent }
  }
}
