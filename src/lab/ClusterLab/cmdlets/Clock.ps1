# The lab's clock as a script sees it.

function Get-Date {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)][Alias('LastWriteTime')][object]$Date,
        [string]$Format, [switch]$AsUTC
    )
    process {
        # A given date is only formatted; and without a lab node there is only the machine's own clock.
        if ($null -ne $Date) {
            $time = [System.Management.Automation.LanguagePrimitives]::ConvertTo($Date, [DateTime], [cultureinfo]::InvariantCulture)
        }
        elseif ($script:WorldPath -eq '') { $time = [DateTime]::Now }
        else { $time = Use-LabWorld { ConvertFrom-LabInstant (Get-LabPlayedTime) } }
        if ($AsUTC) { $time = $time.ToUniversalTime() }
        if ($Format) { $time.ToString($Format) } else { $time }
    }
}

function Start-Sleep {
    [CmdletBinding(DefaultParameterSetName = 'Seconds')]
    param(
        [Parameter(ParameterSetName = 'Seconds', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][double]$Seconds,
        [Parameter(ParameterSetName = 'Milliseconds', Mandatory = $true)][Alias('ms')][int]$Milliseconds
    )
    process {
        $long = if ($PSCmdlet.ParameterSetName -eq 'Milliseconds') { $Milliseconds / 1000 } else { $Seconds }
        Use-LabWorld -Change {
            if (-not (Test-LabPlayedBefore)) { Step-LabClock $long }
        }
    }
}
