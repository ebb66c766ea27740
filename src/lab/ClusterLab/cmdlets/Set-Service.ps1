function Set-Service {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Name')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('ServiceName', 'SN')][string]$Name,
        [Parameter(ParameterSetName = 'InputObject', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][psobject]$InputObject,
        [Alias('DN')][string]$DisplayName,
        [string]$Description,
        [Alias('StartMode', 'SM', 'ST', 'StartType')]
        [ValidateSet('Automatic', 'AutomaticDelayedStart', 'Manual', 'Disabled')][string]$StartupType,
        [ValidateSet('Running', 'Stopped', 'Paused')][string]$Status,
        [switch]$PassThru
    )
    process {
        $wanted = if ($InputObject) { $InputObject.Name } else { $Name }
        if (-not $PSCmdlet.ShouldProcess($wanted)) { return }
        Use-LabWorld -Change {
            $service = Find-LabService $here $wanted
            if ($null -eq $service) {
                $text = "Service $wanted was not found on computer '.'."
                Write-LabError $PSCmdlet (New-LabNotFound $text 'NoServiceFoundForGivenName' $wanted)
                return
            }
            if ($StartupType -eq 'AutomaticDelayedStart' -and [int]($here.powershellVersion -split '\.')[0] -lt 6) {
                # Windows PowerShell cannot set it (sc.exe can).
                $text = "Cannot bind parameter 'StartupType': AutomaticDelayedStart."
                Write-LabError $PSCmdlet (New-LabError 87 $text 'CannotConvertArgument' $wanted 'InvalidArgument')
                return
            }
            if ($DisplayName) { $service.displayName = $DisplayName }
            if ($StartupType) { Set-LabStartType $here $service ($StartupType -replace 'Start$', '') }
            if ($Status -eq 'Running') { Invoke-LabServiceStart $PSCmdlet $here $service }
            if ($Status -eq 'Stopped') { Invoke-LabServiceStop $PSCmdlet $here $service }
            if ($PassThru) { New-LabServiceShape $service $here }
        }
    }
}
