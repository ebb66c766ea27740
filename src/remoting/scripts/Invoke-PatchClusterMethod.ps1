function Invoke-PatchClusterMethod {
  <#
  .SYNOPSIS
  Calls a method of one object of the cluster's WMI provider, by CIM where the node has it and by WMI where it has not.
  .DESCRIPTION
  The methods return nothing: what goes wrong comes as an error with its number. Invoke-WmiMethod takes arguments by
  place, in the order of their names; CIM takes them by name.
  #>
  param([string] $ClassName, [string] $Name, [string] $Method, [string[]] $ArgumentName, [object[]] $ArgumentValue)
  $target = @(Get-PatchInstance -ClassName $ClassName -Namespace 'root/MSCluster' | Where-Object { $_.Name -eq $Name })[0]
  if ($null -eq $target) { throw "The cluster has no $ClassName $Name (0x80070490 / 1168)." }
  if (Get-Command -Name 'Invoke-CimMethod' -ErrorAction 'SilentlyContinue') {
    $named = @{}
    for ($i = 0; $i -lt @($ArgumentName).Count; $i++) { $named[$ArgumentName[$i]] = $ArgumentValue[$i] }
    Invoke-CimMethod -InputObject $target -MethodName $Method -Arguments $named -ErrorAction 'Stop' | Out-Null
    return
  }
  $options = @{ InputObject = $target; Name = $Method; ErrorAction = 'Stop' }
  if (@($ArgumentValue).Count -gt 0) { $options.ArgumentList = $ArgumentValue }
  Invoke-WmiMethod @options | Out-Null
}
