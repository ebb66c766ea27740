# world.json, read and written whole. PowerShell 7 and Windows PowerShell have different JSON libraries,
# and both fill typed classes, which is many times faster than walking objects in script.

$script:WorldStamp = ''
$script:World = $null

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

# The file as it was last seen: a world that nobody has written since need not be parsed again.
function Get-LabStamp([string]$Path) {
    $file = [System.IO.FileInfo]::new($Path)
    if (-not $file.Exists) { throw "There is no lab world at $Path." }
    return "$($file.LastWriteTimeUtc.Ticks)/$($file.Length)/$Path"
}

function Read-LabWorld([string]$Path) {
    $stamp = Get-LabStamp $Path
    if ($null -eq $script:World -or $stamp -ne $script:WorldStamp) {
        $script:World = ConvertFrom-LabJson ([System.IO.File]::ReadAllText($Path))
        $script:WorldStamp = $stamp
    }
    return $script:World
}

function Save-LabWorld([string]$Path) {
    $text = ConvertTo-LabJson $script:World
    $next = "$Path.$PID.tmp"
    [System.IO.File]::WriteAllText($next, $text)
    if ([System.IO.File]::Exists($Path)) { [System.IO.File]::Replace($next, $Path, [NullString]::Value) } else { [System.IO.File]::Move($next, $Path) }
    $script:WorldStamp = Get-LabStamp $Path
}
