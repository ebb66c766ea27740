function Start-Service {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Name')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('ServiceName')][string[]]$Name,
        [Parameter(ParameterSetName = 'InputObject', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][psobject[]]$InputObject,
        [switch]$PassThru
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
                Invoke-LabServiceStart $PSCmdlet $here $service
                if ($PassThru) { New-LabServiceShape $service $here }
            }
        }
    }
}

function Invoke-LabServiceStart($Cmdlet, $Node, $Service) {
    $refusal = Start-LabService $Node $Service
    if ($refusal -ne 0) {
        $text = "Service '{0} ({1})' cannot be started." -f $Service.displayName, $Service.name
        Write-LabError $Cmdlet (New-LabError $refusal $text 'CouldNotStartService' $Service.name 'OpenError')
        return
    }
    [void](Wait-LabWorld { $Service.status -ne 'StartPending' } $script:World.settings.durations.serviceTimeout)
    if ($Service.status -eq 'Running') { return }
    $text = "Failed to start service '{0} ({1})'." -f $Service.displayName, $Service.name
    Write-LabError $Cmdlet (New-LabError $Service.exitCode $text 'StartServiceFailed' $Service.name 'OpenError')
}
