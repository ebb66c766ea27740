# Runs one installer and leaves how it went beside this file. It runs alone on the node, on PowerShell 2.0 and later.
$folder = Split-Path -Parent $MyInvocation.MyCommand.Path
# A request that was taken back, or that has been begun before, is none.
if (-not (Test-Path -LiteralPath "$folder\request.xml")) { return }
try { New-Item -ItemType 'File' -Path "$folder\claimed" -ErrorAction 'Stop' | Out-Null } catch { return }
$request = Import-Clixml -Path "$folder\request.xml"
$startedAt = Get-Date -Format 'o'
Export-Clixml -InputObject @{ StartedAt = $startedAt } -Path "$folder\started.xml"
# A file that was downloaded would be asked about, in a window that nobody sees. Source: Microsoft, KB889815.
$env:SEE_MASK_NOZONECHECKS = '1'
try {
  # Start-Process joins its arguments with blanks; msiexec wants the quotes of a property behind the equals sign.
  $arguments = @($request.ArgumentList | ForEach-Object {
    if ($_ -notmatch '\s') { $_ }
    elseif ($_ -match '^([A-Z_][A-Z0-9_.]*)=(.*)$') { '{0}="{1}"' -f $Matches[1], $Matches[2] }
    else { '"{0}"' -f $_ }
  })
  $options = @{ FilePath = $request.FilePath; Wait = $true; PassThru = $true; ErrorAction = 'Stop' }
  if ($arguments.Count -gt 0) { $options.ArgumentList = $arguments }
  $process = Start-Process @options
  $result = @{ ExitCode = $process.ExitCode; Error = '' }
}
catch {
  # 1603 is what Windows Installer calls a fatal error; the reason stays beside it.
  $result = @{ ExitCode = 1603; Error = "$($_.Exception.Message)" }
}
$result.StartedAt = $startedAt
$result.EndedAt = Get-Date -Format 'o'
Export-Clixml -InputObject $result -Path "$folder\exit.xml"
# The task that started this has done its work; deleting it does not interrupt what runs.
if ("$($request.Task)" -ne '') { schtasks.exe /Delete /TN $request.Task /F 2>&1 | Out-Null }
