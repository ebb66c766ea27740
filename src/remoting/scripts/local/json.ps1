# JSON both ways, the same on Windows PowerShell 5.1 and PowerShell 7.

# What remoting adds to every object that crosses the line.
$remotingProperties = 'PSComputerName', 'RunspaceId', 'PSShowComputerName', 'PSSourceJobInstanceId'

function ConvertTo-JsonString([string] $text) {
  $escaped = $text.Replace('\', '\\').Replace('"', '\"')
  if ($escaped -match '[\x00-\x1f]') {
    $escaped = [regex]::Replace($escaped, '[\x00-\x1f]', { param($match) '\u{0:x4}' -f [int][char]$match.Value })
  }
  '"' + $escaped + '"'
}

# ConvertTo-Json differs between the engines (depth, dates, strings that carry properties), so this writes its own.
function Add-Json([System.Text.StringBuilder] $to, $value, [int] $depth) {
  $plain = $value
  if ($value -is [psobject] -and $value.psobject.BaseObject -isnot [System.Management.Automation.PSCustomObject]) {
    $plain = $value.psobject.BaseObject
  }
  if ($null -eq $plain -or $depth -gt 12) { [void]$to.Append('null') }
  elseif ($plain -is [string] -or $plain -is [char]) { [void]$to.Append((ConvertTo-JsonString $plain)) }
  elseif ($plain -is [bool]) { [void]$to.Append($(if ($plain) { 'true' } else { 'false' })) }
  elseif ($plain -is [enum]) { [void]$to.Append((ConvertTo-JsonString "$plain")) }
  elseif ($plain -is [datetime]) { [void]$to.Append('"' + $plain.ToUniversalTime().ToString('o') + '"') }
  elseif ($plain -is [double] -or $plain -is [single] -or $plain -is [decimal]) {
    $number = $plain.ToString([Globalization.CultureInfo]::InvariantCulture)
    if ($number -match '^-?\d') { [void]$to.Append($number) } else { [void]$to.Append('null') }
  }
  elseif ($plain -is [System.ValueType] -and "$plain" -match '^-?\d+$') { [void]$to.Append("$plain") }
  elseif ($plain -is [System.Collections.IDictionary]) {
    $separator = '{'
    foreach ($key in @($plain.Keys)) {
      [void]$to.Append($separator).Append((ConvertTo-JsonString "$key")).Append(':')
      Add-Json $to $plain[$key] ($depth + 1)
      $separator = ','
    }
    [void]$to.Append($(if ($separator -eq '{') { '{}' } else { '}' }))
  }
  elseif ($plain -is [System.Collections.IEnumerable]) {
    $separator = '['
    foreach ($item in $plain) {
      [void]$to.Append($separator)
      Add-Json $to $item ($depth + 1)
      $separator = ','
    }
    [void]$to.Append($(if ($separator -eq '[') { '[]' } else { ']' }))
  }
  elseif ($plain -is [System.Management.Automation.PSCustomObject]) {
    $separator = '{'
    foreach ($property in $value.psobject.Properties) {
      if ($remotingProperties -contains $property.Name) { continue }
      [void]$to.Append($separator).Append((ConvertTo-JsonString $property.Name)).Append(':')
      Add-Json $to $property.Value ($depth + 1)
      $separator = ','
    }
    [void]$to.Append($(if ($separator -eq '{') { '{}' } else { '}' }))
  }
  else { [void]$to.Append((ConvertTo-JsonString "$value")) }
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
