function Invoke-PatchScript {
  <#
  .SYNOPSIS
  Runs a script of the administrator's own. Its text and its parameters come as data, and nothing is pasted.
  .DESCRIPTION
  The text becomes a function as it is, in the language mode of this session. It is no part of a JEA role: an endpoint
  without a language offers named functions, and this one would let anyone do anything.
  #>
  param([string] $Text, $Parameters)
  $ErrorActionPreference = 'Stop'
  ${function:Invoke-PatchOwnScript} = $Text
  Invoke-PatchOwnScript @Parameters
}
