# Objects in files, in PowerShell's own XML.

function Export-Clixml {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0)][string]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string]$LiteralPath,
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)][AllowNull()][psobject]$InputObject,
        [int]$Depth = 2, [string]$Encoding, [switch]$Force, [switch]$NoClobber
    )
    begin { $all = New-LabList }
    process { $all.Add($InputObject) }
    end {
        $value = if ($all.Count -eq 1) { $all[0] } else { $all.ToArray() }
        $text = [System.Management.Automation.PSSerializer]::Serialize($value, $Depth)
        Write-LabFile $PSCmdlet 'Export-Clixml' $PSBoundParameters @($(if ($LiteralPath) { $LiteralPath } else { $Path })) $text
    }
}

function Import-Clixml {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Import-Clixml' $PSBoundParameters; return }
            Use-LabWorld {
                $file = Find-LabFile $here $one
                if ($null -eq $file -or $file.directory) { Write-LabPathError $PSCmdlet $one; return }
                [System.Management.Automation.PSSerializer]::Deserialize($file.content)
            }
        }
    }
}
