function ConvertTo-PatchName {
  <#
  .SYNOPSIS
  The name of a cluster object that another one refers to: an object here, its name alone after remoting.
  #>
  param($Value)
  if ($null -eq $Value) { return '' }
  if ($Value -is [string]) { return $Value }
  if ($Value.Name) { return "$($Value.Name)" }
  "$Value"
}
