# SHA-256 of a file, as Get-FileHash gives it and as certutil prints it where there is no Get-FileHash.

function Get-FileHash {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    param(
        [Parameter(ParameterSetName = 'Path', Mandatory = $true, Position = 0)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', Mandatory = $true, ValueFromPipelineByPropertyName = $true)][Alias('PSPath')][string[]]$LiteralPath,
        [ValidateSet('SHA256')][string]$Algorithm = 'SHA256'
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            if (-not (Test-LabPath $one)) { Invoke-LabOriginal 'Get-FileHash' $PSBoundParameters; return }
            Use-LabWorld {
                $file = Find-LabFile $here $one
                if ($null -eq $file -or $file.directory) { Write-LabPathError $PSCmdlet $one; return }
                New-LabShape 'Microsoft.Powershell.Utility.FileHash' ([ordered]@{ Algorithm = $Algorithm; Hash = Get-LabFileHash $file; Path = $file.path })
            }
        }
    }
}

function certutil.exe {
    $path = "$($args[1])"
    Use-LabWorld {
        $file = Find-LabFile $here $path
        if ($null -eq $file) {
            $global:LASTEXITCODE = -2147024894
            'CertUtil: -hashfile command FAILED: 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)'
            return
        }
        $global:LASTEXITCODE = 0
        "SHA256 hash of ${path}:"
        (Get-LabFileHash $file).ToLowerInvariant()
        'CertUtil: -hashfile command completed successfully.'
    }
}
