# Files, folders and registry keys as items.

function Get-Item {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [switch]$Force
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Get-Item' $PSBoundParameters; return }
            Use-LabWorld {
                if (Test-LabRegistryPath $one) {
                    if (-not (Test-LabKey $here $one)) { Write-LabPathError $PSCmdlet $one; return }
                    return New-LabShape 'Microsoft.Win32.RegistryKey' ([ordered]@{ Name = Get-LabKey $one; Property = @((Get-LabKeyValue $here $one).Keys) })
                }
                $file = Find-LabFile $here $one
                if ($null -eq $file -and (Test-LabFolder $here $one)) {
                    $file = [LabFile]::new()
                    $file.path = Get-LabFullPath $one
                    $file.directory = $true
                }
                if ($null -eq $file) { Write-LabPathError $PSCmdlet $one; return }
                New-LabFileShape $file
            }
        }
    }
}

function Get-ItemProperty {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(Position = 1)][string[]]$Name
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabRegistryPath $one)) {
                if (Test-LabPath $one) { Get-Item -LiteralPath $one } else { Invoke-LabOriginal 'Get-ItemProperty' $PSBoundParameters }
                continue
            }
            Use-LabWorld {
                if (-not (Test-LabKey $here $one)) { Write-LabPathError $PSCmdlet $one; return }
                $values = Get-LabKeyValue $here $one
                $shape = [ordered]@{}
                foreach ($key in @($values.Keys)) { if (-not $Name -or $Name -contains $key) { $shape[$key] = $values[$key] } }
                if ($Name -and $shape.Count -eq 0) {
                    $text = "Property $Name does not exist at path $one."
                    Write-LabError $PSCmdlet (New-LabNotFound $text 'PropertyNotFound' $one)
                    return
                }
                $shape['PSPath'] = $one
                [pscustomobject]$shape
            }
        }
    }
}

function New-Item {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)][string[]]$Path,
        [string]$Name,
        [Alias('Type')][string]$ItemType = 'File',
        [object]$Value,
        [switch]$Force
    )
    foreach ($one in $Path) {
        if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'New-Item' $PSBoundParameters; return }
        $full = if ($Name) { $one.TrimEnd('\') + '\' + $Name } else { $one }
        if (-not $PSCmdlet.ShouldProcess($full)) { continue }
        Use-LabWorld -Change {
            $found = Find-LabFile $here $full
            if ($null -ne $found) {
                if ((Test-LabPlayedBefore) -or ($Force -and $found.directory)) { return New-LabFileShape $found }
                if (-not $Force) {
                    $exception = [System.IO.IOException]::new("An item with the specified name $full already exists.")
                    Write-LabError $PSCmdlet ([System.Management.Automation.ErrorRecord]::new($exception, 'ItemExists', 'ResourceExists', $full))
                    return
                }
            }
            if ($ItemType -eq 'Directory') { [void](New-LabFile $here $full $true) } else { Set-LabContent $here $full "$Value" }
            New-LabFileShape (Find-LabFile $here $full)
        }
    }
}

function Remove-Item {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [switch]$Recurse, [switch]$Force
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Remove-Item' $PSBoundParameters; return }
            if (-not $PSCmdlet.ShouldProcess($one)) { continue }
            Use-LabWorld -Change {
                if (Test-LabPlayedBefore) { return }
                if ($null -eq (Find-LabFile $here $one) -and -not (Test-LabFolder $here $one)) {
                    Write-LabPathError $PSCmdlet $one
                    return
                }
                Remove-LabFile $here $one
            }
        }
    }
}

function Get-ChildItem {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Position = 0, ValueFromPipeline = $true)][string[]]$Path = @('C:\'),
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [Parameter(Position = 1)][string]$Filter = '*',
        [switch]$Recurse, [switch]$Force
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Get-ChildItem' $PSBoundParameters; return }
            Use-LabWorld {
                if (-not (Test-LabFolder $here $one)) { Write-LabPathError $PSCmdlet $one; return }
                foreach ($file in @(Get-LabFolderContent $here $one -Recurse:$Recurse | Sort-Object path)) {
                    if ($file.path.Substring($file.path.LastIndexOf('\') + 1) -like $Filter) { New-LabFileShape $file }
                }
            }
        }
    }
}
