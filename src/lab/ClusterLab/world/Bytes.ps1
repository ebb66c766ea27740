# Files that hold bytes and not text. Their bytes lie in a file beside the world, so that the world stays small: it is
# read and written whole by every command. The world's length counts: what an ended process wrote beyond it is no more.

function Get-LabStorePath([string]$Name) {
    return [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($script:WorldPath), 'files', $Name)
}

# Writes bytes at the end of a file, or in the place of what was there.
function Add-LabBytes($Node, [string]$Path, [byte[]]$Bytes, [bool]$Append) {
    $file = Find-LabFile $Node $Path
    if ($null -eq $file) { $file = New-LabFile $Node $Path $false }
    if ($file.stored -eq '') {
        $before = [System.Text.Encoding]::UTF8.GetBytes($file.content)
        $file.stored = "$([guid]::NewGuid()).bin"
        $file.content = ''
        $file.length = 0
        if ($Append -and $before.Length -gt 0) { Write-LabStore $file $before }
    }
    if (-not $Append) { $file.length = 0 }
    Write-LabStore $file $Bytes
    $file.version = ''
    $file.modified = $script:World.clock.now
}

function Write-LabStore($File, [byte[]]$Bytes) {
    $store = Get-LabStorePath $File.stored
    [void][System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($store))
    $stream = [System.IO.FileStream]::new($store, 'OpenOrCreate', 'Write')
    try {
        $stream.SetLength($File.length)
        [void]$stream.Seek(0, 'End')
        $stream.Write($Bytes, 0, $Bytes.Length)
    } finally { $stream.Dispose() }
    $File.length += $Bytes.Length
}

# What a file holds, as far as the world knows it.
function Read-LabBytes($File) {
    $bytes = [System.IO.File]::ReadAllBytes((Get-LabStorePath $File.stored))
    if ($bytes.Length -gt $File.length) { [array]::Resize([ref]$bytes, [int]$File.length) }
    return , $bytes
}

function Remove-LabStore($File) {
    if ($File.stored -eq '') { return }
    [System.IO.File]::Delete((Get-LabStorePath $File.stored))
    $File.stored = ''
}
