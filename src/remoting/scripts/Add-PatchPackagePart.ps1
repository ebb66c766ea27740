function Add-PatchPackagePart {
  <#
  .SYNOPSIS
  Adds bytes to a package that is being copied to this node, at the length that it has; at 0 it begins anew.
  #>
  param([string] $Path, [long] $Offset, $Bytes)
  $ErrorActionPreference = 'Stop'
  try {
    if ($Offset -eq 0) { New-Item -ItemType 'Directory' -Path (Split-Path -Parent $Path) -Force | Out-Null }
    else {
      $length = (Get-Item -LiteralPath $Path -Force).Length
      if ($length -ne $Offset) { throw "$Path has $length bytes and not $Offset`: something else writes to it." }
    }
    $content = @{ LiteralPath = $Path; Value = $Bytes }
    # PowerShell 6 has another parameter for bytes than those before it.
    if ($PSVersionTable.PSVersion.Major -ge 6) { $content.AsByteStream = $true } else { $content.Encoding = 'Byte' }
    if ($Offset -eq 0) { Set-Content @content } else { Add-Content @content }
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Writing $Path" }
  New-Object PSObject -Property @{ Length = (Get-Item -LiteralPath $Path -Force).Length }
}
