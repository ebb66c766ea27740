function Get-PatchDatabase {
  <#
  .SYNOPSIS
  The one value that a query gives, asked by sqlcmd.exe with the identity of this session.
  .DESCRIPTION
  From a session with no credentials of its own a database on another server is a second hop: the answer is then an
  error with its number, never an empty value.
  #>
  param([string] $Server, [string] $Database, [string] $Query)
  $ErrorActionPreference = 'Stop'
  if (-not (Get-Command -Name 'sqlcmd.exe' -ErrorAction 'SilentlyContinue')) {
    throw "sqlcmd.exe was not found on $($env:COMPUTERNAME) (0x80070002 / 2)."
  }
  # SET NOCOUNT: else a line that counts rows would stand beside the value.
  $lines = @(sqlcmd.exe -S $Server -d $Database -E -b -h -1 -W -l 15 -Q "SET NOCOUNT ON; $Query" | Where-Object { "$_" -ne '' })
  if ($LASTEXITCODE -ne 0) { throw "sqlcmd.exe ended with $LASTEXITCODE on $($env:COMPUTERNAME): $($lines | Select-Object -First 1)" }
  New-Object PSObject -Property @{ Value = "$($lines | Select-Object -First 1)" }
}
