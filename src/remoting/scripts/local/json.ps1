# JSON both ways, the same on Windows PowerShell 5.1 and PowerShell 7.

# What remoting adds to every object that crosses the line.
$remotingProperties = 'PSComputerName', 'RunspaceId', 'PSShowComputerName', 'PSSourceJobInstanceId'

# What JSON writes otherwise than a text has it.
$special = '[\x00-\x1f"\\]'
# The names of properties as they are written, with their colon: they come again and again. Told apart by case.
$jsonNames = New-Object System.Collections.Hashtable

function ConvertTo-JsonString([string] $text) {
  $escaped = $text.Replace('\', '\\').Replace('"', '\"')
  if ($escaped -match '[\x00-\x1f]') {
    $escaped = [regex]::Replace($escaped, '[\x00-\x1f]', { param($match) '\u{0:x4}' -f [int][char]$match.Value })
  }
  '"' + $escaped + '"'
}

# ConvertTo-Json differs between the engines (depth, dates, strings that carry properties), so this writes its own.
# Most values are short texts and whole numbers: they are written where they are met, without a call of this function
# for each, of which the reading of a cluster would take hundreds.
function Add-Json([System.Text.StringBuilder] $to, $value, [int] $depth) {
  $plain = $value
  if ($value -is [psobject] -and $value.psobject.BaseObject -isnot [System.Management.Automation.PSCustomObject]) {
    $plain = $value.psobject.BaseObject
  }
  if ($null -eq $plain -or $depth -gt 12) { [void]$to.Append('null'); return }
  if ($plain -is [string] -or $plain -is [char] -or $plain -is [enum]) { [void]$to.Append((ConvertTo-JsonString "$plain")); return }
  if ($plain -is [bool]) { [void]$to.Append($(if ($plain) { 'true' } else { 'false' })); return }
  if ($plain -is [datetime]) { [void]$to.Append('"' + $plain.ToUniversalTime().ToString('o') + '"'); return }
  if ($plain -is [double] -or $plain -is [single] -or $plain -is [decimal]) {
    $number = $plain.ToString([Globalization.CultureInfo]::InvariantCulture)
    if ($number -match '^-?\d') { [void]$to.Append($number) } else { [void]$to.Append('null') }
    return
  }
  if ($plain -is [System.ValueType] -and "$plain" -match '^-?\d+$') { [void]$to.Append("$plain"); return }
  $kind = 'list'
  $items = $plain
  if ($plain -is [System.Collections.IDictionary]) { $kind = 'table'; $items = $plain.GetEnumerator() }
  elseif ($plain -is [System.Management.Automation.PSCustomObject]) { $kind = 'object'; $items = $value.psobject.Properties }
  elseif ($plain -isnot [System.Collections.IEnumerable]) { [void]$to.Append((ConvertTo-JsonString "$value")); return }
  [void]$to.Append($(if ($kind -eq 'list') { '[' } else { '{' }))
  $separator = ''
  foreach ($item in $items) {
    $name = ''
    if ($kind -ne 'list') {
      $key = if ($kind -eq 'table') { "$($item.Key)" } else { $item.Name }
      if ($kind -eq 'object' -and $remotingProperties -contains $key) { continue }
      $name = $jsonNames[$key]
      if ($null -eq $name) { $name = (ConvertTo-JsonString $key) + ':'; $jsonNames[$key] = $name }
      $item = $item.Value
    }
    [void]$to.Append($separator).Append($name)
    $separator = ','
    if ($item -is [string] -and $item -notmatch $special) { [void]$to.Append('"').Append($item).Append('"') }
    elseif ($item -is [int]) { [void]$to.Append([int]$item) }
    else { Add-Json $to $item ($depth + 1) }
  }
  [void]$to.Append($(if ($kind -eq 'list') { ']' } else { '}' }))
}

# Every string arrives with one '=' before it: PowerShell 7 would take a bare one that looks like a date for a date.
function ConvertFrom-Wire($value) {
  if ($null -eq $value) { return $null }
  if ($value -is [string]) { return $value.Substring(1) }
  if ($value -is [System.Array]) {
    $items = New-Object System.Collections.ArrayList
    foreach ($item in $value) { [void]$items.Add((ConvertFrom-Wire $item)) }
    return , $items.ToArray()
  }
  if ($value -is [System.Management.Automation.PSCustomObject]) {
    $table = @{}
    foreach ($property in $value.psobject.Properties) { $table[$property.Name] = ConvertFrom-Wire $property.Value }
    return $table
  }
  $value
}
