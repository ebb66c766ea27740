function Find-PatchLogError {
  <#
  .SYNOPSIS
  The line of a verbose Windows Installer log that says what went wrong; empty when there is none.
  .DESCRIPTION
  An error of Windows Installer is a word, its number and a full stop; what failed returned the value 3. Both are looked
  for by their form, since the words are in the language of the node.
  #>
  param([string[]] $Line)
  $named = @($Line -match '(^|: |-- )\p{L}+ [12]\d{3}\. ')
  if ($named.Count -gt 0) { return "$($named[0])" }
  $failed = @($Line -match '\D 3\.\s*$')
  if ($failed.Count -gt 0) { return "$($failed[0])" }
  ''
}
