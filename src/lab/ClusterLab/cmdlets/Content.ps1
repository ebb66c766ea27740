# Text in files, and bytes: by -Encoding Byte in Windows PowerShell, by -AsByteStream since PowerShell 6.

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
        [string]$Encoding, [switch]$Force, [switch]$NoNewline, [switch]$PassThru, [switch]$AsByteStream
    )
    begin { $all = New-LabList }
    process { if ($null -ne $Value) { $all.AddRange($Value) } }
    end {
        # Not as the value of an if, which would take half a million bytes apart one by one.
        $bytes = $null
        if ($AsByteStream -or $Encoding -eq 'Byte') { $bytes = [byte[]]$all.ToArray() }
        $text = if ($null -eq $bytes) { ConvertTo-LabText $all -NoNewline:$NoNewline }
        Write-LabFile $PSCmdlet 'Set-Content' $PSBoundParameters @($(if ($LiteralPath) { $LiteralPath } else { $Path })) $text -Bytes $bytes
    }
}

function Add-Content {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(Position = 1, ValueFromPipeline = $true)][AllowNull()][AllowEmptyCollection()][object[]]$Value,
        [string]$Encoding, [switch]$Force, [switch]$NoNewline, [switch]$PassThru, [switch]$AsByteStream
    )
    begin { $all = New-LabList }
    process { if ($null -ne $Value) { $all.AddRange($Value) } }
    end {
        # Not as the value of an if, which would take half a million bytes apart one by one.
        $bytes = $null
        if ($AsByteStream -or $Encoding -eq 'Byte') { $bytes = [byte[]]$all.ToArray() }
        $text = if ($null -eq $bytes) { ConvertTo-LabText $all -NoNewline:$NoNewline }
        Write-LabFile $PSCmdlet 'Add-Content' $PSBoundParameters @($(if ($LiteralPath) { $LiteralPath } else { $Path })) $text -Bytes $bytes -Append
    }
}

function New-LabList { return , [System.Collections.Generic.List[object]]::new() }

function Write-LabFile($Cmdlet, [string]$Name, $Bound, [string[]]$Paths, [string]$Text, [byte[]]$Bytes, [switch]$Append) {
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
            if ($null -ne $Bytes) { Add-LabBytes $here $one $Bytes $Append }
            elseif ($Append) { Add-LabContent $here $one $Text } else { Set-LabContent $here $one $Text }
        }
    }
}

function Select-LabFirst([long]$Count) {
    begin { $seen = 0 }
    process { $seen++; if ($seen -le $Count) { $_ } }
}
