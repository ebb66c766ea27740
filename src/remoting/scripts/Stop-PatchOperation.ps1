function Stop-PatchOperation {
  <#
  .SYNOPSIS
  Ends an operation with an error that says what was being done and keeps the Windows error number.
  .DESCRIPTION
  Only an error's text survives the way from the node, and that is in the node's language; the number is what the
  other end goes by. It is looked for in the exception and in those inside it: Windows and COM tell it as a number, WMI
  as a word of an enumeration, CIM in the text of its MessageId.
  #>
  param($Record, [string] $Doing)
  $number = $null
  $next = $Record.Exception
  while ($null -ne $next -and $null -eq $number) {
    if ($next.NativeErrorCode -is [int] -and $next.NativeErrorCode -ne 0) { $number = $next.NativeErrorCode }
    elseif ("$($next.MessageId)" -match '^HRESULT (0x[0-9A-Fa-f]{8})$') { $number = [int]$Matches[1] }
    elseif ($null -ne $next.ErrorCode) { $number = $next.ErrorCode -as [int] }
    if ($number -eq 0) { $number = $null }
    $next = $next.InnerException
  }
  $text = '{0}: {1}' -f $Doing, $Record.Exception.Message
  if ($null -ne $number -and $text -notmatch '\(0x[0-9A-F]{8} / \d+\)') {
    $plain = [long]$number
    # An HRESULT of facility 7 (0x8007....) holds a Windows error number in its lower half.
    if ($number -ge -2147024896 -and $number -le -2146959361) { $plain = $number + 2147024896 }
    elseif ($number -lt 0) { $plain = $plain + 4294967296 }
    $text = '{0} (0x{1:X8} / {2})' -f $text, $number, $plain
  }
  throw $text
}
