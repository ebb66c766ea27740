# A file or folder of a node, with the properties of System.IO.FileInfo that a script reads.

function New-LabFileShape($File) {
    $modified = ConvertFrom-LabInstant $File.modified
    $name = $File.path.Substring($File.path.LastIndexOf('\') + 1)
    $shape = [ordered]@{
        Name = $name
        FullName = $File.path
        DirectoryName = Split-LabPath $File.path
        Extension = [System.IO.Path]::GetExtension($name)
        Exists = $true
        PSIsContainer = $File.directory
        LastWriteTime = $modified
        LastWriteTimeUtc = $modified.ToUniversalTime()
        PSPath = "Microsoft.PowerShell.Core\FileSystem::$($File.path)"
    }
    if (-not $File.directory) {
        $shape['Length'] = $File.length
        $shape['VersionInfo'] = New-LabVersionInfo $File
    }
    return New-LabShape $(if ($File.directory) { 'System.IO.DirectoryInfo' } else { 'System.IO.FileInfo' }) $shape
}

# The numbers are the version; the text may carry the build's words too, so nobody should parse it.
function New-LabVersionInfo($File) {
    if ($File.version -eq '') {
        return [pscustomobject]@{ FileName = $File.path; FileVersion = $null; FileMajorPart = 0; FileMinorPart = 0; FileBuildPart = 0; FilePrivatePart = 0 }
    }
    $version = [version]$File.version
    return [pscustomobject]@{
        FileName = $File.path
        FileVersion = "$($File.version) (built by: release)"
        ProductVersion = $File.version
        FileMajorPart = $version.Major
        FileMinorPart = $version.Minor
        FileBuildPart = $version.Build
        FilePrivatePart = $version.Revision
    }
}
