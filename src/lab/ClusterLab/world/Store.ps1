# world.json, read and written whole. PowerShell 7 and Windows PowerShell have different JSON libraries,
# and both fill typed classes, which is many times faster than walking objects in script.

$script:World = $null
# The file that it was read from, with the time and the length that the file had; and how often it was read or written.
$script:WorldFile = $null
$script:WorldTicks = 0
$script:WorldLength = 0
$script:WorldTurn = 0

function ConvertFrom-LabJson([string]$Text) {
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        return [System.Text.Json.JsonSerializer]::Deserialize($Text, [LabWorld])
    }
    return (Get-LabSerializer).Deserialize($Text, [LabWorld])
}

function ConvertTo-LabJson($World) {
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        return [System.Text.Json.JsonSerializer]::Serialize($World, [LabWorld])
    }
    return (Get-LabSerializer).Serialize($World)
}

function Get-LabSerializer {
    Add-Type -AssemblyName System.Web.Extensions
    $serializer = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $serializer.MaxJsonLength = [int]::MaxValue
    return $serializer
}

# The world as the file holds it. The file as it was last seen: a world that nobody has written since is not parsed again.
function Read-LabWorld {
    $file = $script:WorldFile
    if ($null -eq $file -or $file.FullName -ne $script:WorldPath) {
        $script:WorldFile = $file = [System.IO.FileInfo]::new($script:WorldPath)
        $script:World = $null
    }
    $file.Refresh()
    if (-not $file.Exists) { throw "There is no lab world at $script:WorldPath." }
    if ($null -eq $script:World -or $file.LastWriteTimeUtc.Ticks -ne $script:WorldTicks -or $file.Length -ne $script:WorldLength) {
        $script:World = ConvertFrom-LabJson ([System.IO.File]::ReadAllText($script:WorldPath))
        Set-LabWorldSeen
    }
    return $script:World
}

# What this session knows is what the file holds.
function Set-LabWorldSeen {
    $script:WorldTicks = $script:WorldFile.LastWriteTimeUtc.Ticks
    $script:WorldLength = $script:WorldFile.Length
    $script:WorldTurn++
}

function Save-LabWorld {
    $path = $script:WorldPath
    $text = ConvertTo-LabJson $script:World
    $next = "$path.$PID.tmp"
    [System.IO.File]::WriteAllText($next, $text)
    if ([System.IO.File]::Exists($path)) { [System.IO.File]::Replace($next, $path, [NullString]::Value) } else { [System.IO.File]::Move($next, $path) }
    $script:WorldFile.Refresh()
    Set-LabWorldSeen
}
