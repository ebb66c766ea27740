function ConvertTo-PatchTime {
  <#
  .SYNOPSIS
  A time as ISO 8601 text with its offset from UTC, whatever the node's culture is.
  .DESCRIPTION
  Get-WmiObject gives times as CIM text (yyyymmddHHMMSS.mmmmmm+UUU, UUU in minutes), Get-CimInstance as dates.
  #>
  param($Value)
  if ($null -eq $Value) { return '' }
  if ($Value -is [string] -and $Value -match '^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d*([+-])(\d{3})$') {
    $minutes = [int]$Matches[9]
    $hours = ($minutes - $minutes % 60) / 60
    return '{0}-{1}-{2}T{3}:{4}:{5}.{6}{7}{8:00}:{9:00}' -f $Matches[1], $Matches[2], $Matches[3], $Matches[4],
      $Matches[5], $Matches[6], $Matches[7], $Matches[8], $hours, ($minutes % 60)
  }
  Get-Date -Date $Value -Format 'o'
}
