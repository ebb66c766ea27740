function ConvertTo-PatchName {
  <#
  .SYNOPSIS
  The name of a cluster object that another one refers to: an object here, its name alone after remoting.
  .DESCRIPTION
  In an association of WMI it is a path, such as \\NODE1\root\MSCluster:MSCluster_Node.Name="NODE1".
  #>
  param($Value)
  if ($null -eq $Value) { return '' }
  if ($Value -is [string]) {
    if ($Value -match '(^|:)MSCluster_\w+\.Name="(.*)"$') { return $Matches[2] -replace '\\(.)', '$1' }
    return $Value
  }
  if ($Value.Name) { return "$($Value.Name)" }
  "$Value"
}
