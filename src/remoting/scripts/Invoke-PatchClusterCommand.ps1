function Invoke-PatchClusterCommand {
  <#
  .SYNOPSIS
  Runs cluster.exe on this node's cluster and gives its lines. An error with the number when it did not succeed.
  .DESCRIPTION
  Its words are in the language of the node; the number is its exit code, and stands in its words as (0x0000138f) too.
  #>
  param([string[]] $ArgumentList)
  foreach ($argument in $ArgumentList) {
    if ($argument -match '"|\\$') { throw "A name that holds a quotation mark or ends with a backslash cannot be given to cluster.exe: $argument" }
  }
  # What a program writes to its error stream is no error of PowerShell.
  $ErrorActionPreference = 'Continue'
  $lines = @(cluster.exe $ArgumentList 2>&1 | ForEach-Object { "$_" } | Where-Object { $_ -ne '' })
  $number = $LASTEXITCODE
  # 997, what was asked for is under way: a normal answer of the cluster, which the caller looks into.
  if ($number -eq 0 -or $number -eq 997) { return $lines }
  $text = $lines -join ' '
  if ($text -match '\(0x([0-9A-Fa-f]{8})\)') { $number = [int]"0x$($Matches[1])" }
  # The HRESULT of a Windows error number: facility 7 (0x8007....).
  throw ('{0} (0x{1:X8} / {2})' -f ($text -replace '\.$', ''), (-2147024896 + $number), $number)
}
