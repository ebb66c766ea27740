function Stop-Service {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Name')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('ServiceName')][string[]]$Name,
        [Parameter(ParameterSetName = 'InputObject', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][psobject[]]$InputObject,
        [switch]$Force, [switch]$NoWait, [switch]$PassThru
    )
    process {
        $names = if ($InputObject) { @($InputObject | ForEach-Object { $_.Name }) } else { $Name }
        foreach ($wanted in $names) {
            if (-not $PSCmdlet.ShouldProcess($wanted)) { continue }
            Use-LabWorld -Change {
                $service = Find-LabService $here $wanted
                if ($null -eq $service) {
                    $text = "Cannot find any service with service name '$wanted'."
                    Write-LabError $PSCmdlet (New-LabNotFound $text 'NoServiceFoundForGivenName' $wanted)
                    return
                }
                Invoke-LabServiceStop $PSCmdlet $here $service -NoWait:$NoWait
                if ($PassThru) { New-LabServiceShape $service $here }
            }
        }
    }
}

# The real cmdlet waits without end for a service that does not stop; the lab gives up after the time limit of its settings.
function Invoke-LabServiceStop($Cmdlet, $Node, $Service, [switch]$NoWait) {
    Watch-LabServiceStop $Node $Service
    [void](Stop-LabService $Node $Service)
    if ($NoWait) { return }
    if (-not (Wait-LabWorld { $Service.status -eq 'Stopped' -or $Service.status -eq 'Running' } $script:World.settings.durations.serviceTimeout)) {
        $text = "Service '{0} ({1})' cannot be stopped: it did not respond in time and is {2}." -f $Service.displayName, $Service.name, $Service.status
        Write-LabError $Cmdlet (New-LabError 1053 $text 'CouldNotStopService' $Service.name 'CloseError')
    }
}
