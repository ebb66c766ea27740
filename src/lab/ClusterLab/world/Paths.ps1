# Which paths are the lab node's: drives with a letter, the registry. Anything else (function:, env:, a path of the machine
# that the lab runs on) is left to PowerShell's own cmdlet.

function Test-LabDrivePath([string]$Path) { return $Path -match '^(FileSystem::)?[A-Za-z]:([\\/]|$)' }
function Test-LabRegistryPath([string]$Path) { return $Path -match '^(Microsoft\.PowerShell\.Core\\)?(Registry::)?(HKLM:|HKEY_LOCAL_MACHINE)(\\|$)' }
function Test-LabPath([string]$Path) { return (Test-LabDrivePath $Path) -or (Test-LabRegistryPath $Path) -or $Path.StartsWith('\\') }

# Runs PowerShell's own cmdlet with what this one got.
function Invoke-LabOriginal([string]$Name, $Bound) {
    $original = $ExecutionContext.InvokeCommand.GetCommand($Name, 'Cmdlet')
    if ($null -eq $original) {
        throw "The path is not one of the lab node's, and this PowerShell has no $Name of its own."
    }
    & $original @Bound
}

function Write-LabPathError($Cmdlet, [string]$Path) {
    $exception = [System.Management.Automation.ItemNotFoundException]::new("Cannot find path '$Path' because it does not exist.")
    Write-LabError $Cmdlet ([System.Management.Automation.ErrorRecord]::new($exception, 'PathNotFound', 'ObjectNotFound', $Path))
}

# Text as a file holds it: each object's text on a line of its own.
function ConvertTo-LabText($Values, [switch]$NoNewline) {
    $text = @($Values | ForEach-Object { "$_" })
    if ($NoNewline) { return $text -join '' }
    return ($text | ForEach-Object { "$_`r`n" }) -join ''
}
