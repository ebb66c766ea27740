function Test-Path {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [ValidateSet('Any', 'Container', 'Leaf')][string]$PathType = 'Any'
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Test-Path' $PSBoundParameters; return }
            Use-LabWorld {
                if (Test-LabRegistryPath $one) { return Test-LabKey $here $one }
                $file = Find-LabFile $here $one
                $folder = Test-LabFolder $here $one
                if ($PathType -eq 'Container') { return $folder }
                if ($PathType -eq 'Leaf') { return $null -ne $file -and -not $file.directory }
                return $folder -or $null -ne $file
            }
        }
    }
}
