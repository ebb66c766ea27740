# Errors as data.

# What an error is known by: ids and numbers, in the order from the outside in; the text is for people only.
function Get-ErrorInfo($thrown) {
  $record = $thrown
  if ($thrown -is [System.Exception]) {
    $record = $thrown.ErrorRecord
    if ($null -eq $record) { $record = New-Object System.Management.Automation.ErrorRecord $thrown, '', 'NotSpecified', $null }
  }
  $numbers = New-Object System.Collections.ArrayList
  $exceptions = New-Object System.Collections.ArrayList
  $next = if ($thrown -is [System.Exception]) { $thrown } else { $record.Exception }
  for ($i = 0; $null -ne $next -and $i -lt 8; $i++) {
    $holder = $next
    [void]$exceptions.Add($next.GetType().Name)
    # An error from a node is a copy: its own numbers are in the copy's property bag.
    if ($next -is [System.Management.Automation.RemoteException] -and $null -ne $next.SerializedRemoteException) {
      $holder = $next.SerializedRemoteException
    }
    foreach ($name in 'NativeErrorCode', 'ErrorCode', 'HResult') {
      $property = $holder.psobject.Properties[$name]
      if ($null -eq $property -or "$($property.Value)" -notmatch '^-?\d+$') { continue }
      [void]$numbers.Add([long]$property.Value)
    }
    $next = $next.InnerException
  }
  @{
    message = "$($record.Exception.Message)"
    errorId = "$($record.FullyQualifiedErrorId)"
    category = "$($record.CategoryInfo.Category)"
    exceptions = $exceptions.ToArray()
    numbers = $numbers.ToArray()
  }
}

# PowerShell wraps what a .NET method throws.
function Get-InnerException($exception) {
  if ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
    return $exception.InnerException
  }
  $exception
}
