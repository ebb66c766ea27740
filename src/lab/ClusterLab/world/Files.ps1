# A node's files, by Windows path. Text files have their text; a program file has a version.

function Find-LabFile($Node, [string]$Path) {
    $wanted = Get-LabFullPath $Path
    foreach ($file in $Node.files) { if ($file.path -eq $wanted) { return $file } }
}

# A path as the lab keeps it: backslashes, none at the end but a drive's.
function Get-LabFullPath([string]$Path) {
    $full = $Path.Replace('/', '\').Replace('FileSystem::', '')
    if ($full.Length -gt 3) { $full = $full.TrimEnd('\') }
    return $full
}

function Split-LabPath([string]$Path) {
    $full = Get-LabFullPath $Path
    $at = $full.LastIndexOf('\')
    if ($at -lt 0) { return '' }
    if ($at -eq 2) { return $full.Substring(0, 3) }
    return $full.Substring(0, $at)
}

# A folder is one by its own entry, or because something lies in it.
function Test-LabFolder($Node, [string]$Path) {
    $full = Get-LabFullPath $Path
    if ($full -match '^[A-Za-z]:\\?$') { return $full -match '^C:' }
    foreach ($file in $Node.files) {
        if ($file.path -eq $full) { return $file.directory }
        if ($file.path.StartsWith("$full\", 'OrdinalIgnoreCase')) { return $true }
    }
    return $false
}

function Get-LabFolderContent($Node, [string]$Path, [switch]$Recurse) {
    $prefix = (Get-LabFullPath $Path).TrimEnd('\') + '\'
    foreach ($file in $Node.files) {
        if (-not $file.path.StartsWith($prefix, 'OrdinalIgnoreCase')) { continue }
        if ($Recurse -or $file.path.IndexOf('\', $prefix.Length) -lt 0) { $file }
    }
}

function New-LabFile($Node, [string]$Path, [bool]$Directory) {
    $file = [LabFile]::new()
    $file.path = Get-LabFullPath $Path
    $file.directory = $Directory
    $file.modified = $script:World.clock.now
    $Node.files.Add($file)
    return $file
}

function Set-LabContent($Node, [string]$Path, [string]$Text) {
    $file = Find-LabFile $Node $Path
    if ($null -eq $file) { $file = New-LabFile $Node $Path $false }
    Remove-LabStore $file
    $file.content = $Text
    $file.length = [System.Text.Encoding]::UTF8.GetByteCount($Text)
    $file.modified = $script:World.clock.now
}

function Add-LabContent($Node, [string]$Path, [string]$Text) {
    $file = Find-LabFile $Node $Path
    if ($null -ne $file -and $file.stored -ne '') { Add-LabBytes $Node $Path ([System.Text.Encoding]::UTF8.GetBytes($Text)) $true; return }
    $before = if ($null -eq $file) { '' } else { $file.content }
    Set-LabContent $Node $Path ($before + $Text)
}

function Remove-LabFile($Node, [string]$Path) {
    $full = Get-LabFullPath $Path
    $gone = @($Node.files | Where-Object { $_.path -eq $full -or $_.path.StartsWith("$full\", 'OrdinalIgnoreCase') })
    foreach ($file in $gone) { Remove-LabStore $file; [void]$Node.files.Remove($file) }
}

# A version never goes back: Windows Installer keeps the higher one.
function Set-LabFileVersion($Node, [string]$Path, [string]$Version) {
    $file = Find-LabFile $Node $Path
    if ($null -eq $file) { return }
    if ($file.version -ne '' -and [version]$file.version -gt [version]$Version) { return }
    $file.version = $Version
    $file.modified = $script:World.clock.now
}

function Add-LabReplacement($Node, [string]$Path, [string]$Version) {
    $replacement = [LabReplacement]::new()
    $replacement.path = $Path
    $replacement.version = $Version
    $Node.replacements.Add($replacement)
}

# The bytes whose hash Get-FileHash and certutil take: the text of a text file, else what tells the file apart.
function Get-LabFileHash($File) {
    if ($File.stored -ne '') { return Get-LabBytesHash (Read-LabBytes $File) }
    $text = if ($File.content -ne '' -or $File.version -eq '') { $File.content } else { "$($File.path)|$($File.version)" }
    return Get-LabBytesHash ([System.Text.Encoding]::UTF8.GetBytes($text))
}

function Get-LabBytesHash([byte[]]$Bytes) {
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    try { $hash = $algorithm.ComputeHash($Bytes) } finally { $algorithm.Dispose() }
    return [System.BitConverter]::ToString($hash).Replace('-', '')
}
