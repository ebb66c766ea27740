# Text in files.

function Get-Content {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [long]$ReadCount, [Alias('First', 'Head')][long]$TotalCount = -1, [Alias('Last')][int]$Tail = -1,
        [switch]$Raw, [string]$Encoding, [switch]$Force
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Get-Content' $PSBoundParameters; return }
            Use-LabWorld {
                $file = Find-LabFile $here $one
                if ($null -eq $file -or $file.directory) { Write-LabPathError $PSCmdlet $one; return }
                if ($Raw) { return $file.content }
                $lines = @($file.content -split "`r?`n")
                if ($lines[-1] -eq '') { $lines = @($lines | Select-LabFirst ($lines.Count - 1)) }
                if ($TotalCount -ge 0) { $lines = @($lines | Select-LabFirst $TotalCount) }
                if ($Tail -ge 0 -and $lines.Count -gt $Tail) {
                    $lines = $lines[($lines.Count - $Tail)..($lines.Count - 1)]
                }
                $lines
            }
        }
    }
}

function Set-Content {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(Position = 1, ValueFromPipeline = $true)][AllowNull()][AllowEmptyCollection()][object[]]$Value,
        [string]$Encoding, [switch]$Force, [switch]$NoNewline, [switch]$PassThru
    )
    begin { $all = New-LabList }
    process { foreach ($one in $Value) { $all.Add($one) } }
    end { Write-LabFile $PSCmdlet 'Set-Content' $PSBoundParameters @($(if ($LiteralPath) { $LiteralPath } else { $Path })) (ConvertTo-LabText $all -NoNewline:$NoNewline) }
}

function Add-Content {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(Position = 1, ValueFromPipeline = $true)][AllowNull()][AllowEmptyCollection()][object[]]$Value,
        [string]$Encoding, [switch]$Force, [switch]$NoNewline, [switch]$PassThru
    )
    begin { $all = New-LabList }
    process { foreach ($one in $Value) { $all.Add($one) } }
    end { Write-LabFile $PSCmdlet 'Add-Content' $PSBoundParameters @($(if ($LiteralPath) { $LiteralPath } else { $Path })) (ConvertTo-LabText $all -NoNewline:$NoNewline) -Append }
}

function New-LabList { return , [System.Collections.Generic.List[object]]::new() }

function Write-LabFile($Cmdlet, [string]$Name, $Bound, [string[]]$Paths, [string]$Text, [switch]$Append) {
    foreach ($one in $Paths) {
        if (-not (Test-LabPath $one)) { Invoke-LabOriginal $Name $Bound; return }
        if (-not $Cmdlet.ShouldProcess($one)) { continue }
        Use-LabWorld -Change {
            if (Test-LabPlayedBefore) { return }
            if (-not (Test-LabFolder $here (Split-LabPath $one))) {
                $exception = [System.IO.DirectoryNotFoundException]::new("Could not find a part of the path '$one'.")
                Write-LabError $Cmdlet ([System.Management.Automation.ErrorRecord]::new($exception, 'GetContentWriterDirectoryNotFoundError', 'ObjectNotFound', $one))
                return
            }
            if ($Append) { Add-LabContent $here $one $Text } else { Set-LabContent $here $one $Text }
        }
    }
}

function Select-LabFirst([long]$Count) {
    begin { $seen = 0 }
    process { $seen++; if ($seen -le $Count) { $_ } }
}
