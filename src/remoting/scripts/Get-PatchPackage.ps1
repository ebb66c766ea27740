function Get-PatchPackage {
  <#
  .SYNOPSIS
  Length and SHA-256 of a package that lies on this node.
  #>
  param([string] $Path)
  $ErrorActionPreference = 'Stop'
  if (-not (Test-Path -LiteralPath $Path -PathType 'Leaf')) {
    return New-Object PSObject -Property @{ Path = $Path; Exists = $false; Length = 0; Sha256 = '' }
  }
  if (Get-Command -Name 'Get-FileHash' -ErrorAction 'SilentlyContinue') {
    $hash = "$((Get-FileHash -LiteralPath $Path -Algorithm 'SHA256').Hash)"
  }
  else {
    # The only line of the answer that is a hash and nothing else; older versions put blanks between the bytes.
    $lines = certutil.exe -hashfile $Path SHA256 | ForEach-Object { "$_" -replace ' ', '' }
    $hash = "$($lines | Where-Object { $_ -match '^[0-9A-Fa-f]{64}$' } | Select-Object -First 1)"
    if ($hash -eq '') { throw "certutil.exe gave no SHA-256 of $Path. Windows Server 2003 needs KB938397 for it." }
  }
  New-Object PSObject -Property @{
    Path = $Path; Exists = $true; Length = (Get-Item -LiteralPath $Path -Force).Length; Sha256 = $hash
  }
}
