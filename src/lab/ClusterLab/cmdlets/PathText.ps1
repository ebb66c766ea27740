# Paths as text. PowerShell on another system would not take C:\ for a drive.

function Split-Path {
    [CmdletBinding(DefaultParameterSetName = 'Parent')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(ParameterSetName = 'Parent')][switch]$Parent,
        [Parameter(ParameterSetName = 'Leaf')][switch]$Leaf,
        [Parameter(ParameterSetName = 'Qualifier')][switch]$Qualifier
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Split-Path' $PSBoundParameters; return }
            if ($Leaf) { $one.Substring($one.LastIndexOf('\') + 1) }
            elseif ($Qualifier) { $one.Substring(0, $one.IndexOf(':') + 1) }
            else { Split-LabPath $one }
        }
    }
}

function Join-Path {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][Alias('PSPath')][string[]]$Path,
        [Parameter(Mandatory = $true, Position = 1)][AllowEmptyString()][string]$ChildPath
    )
    foreach ($one in $Path) {
        if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Join-Path' $PSBoundParameters; return }
        $one.TrimEnd('\') + '\' + $ChildPath.TrimStart('\')
    }
}
