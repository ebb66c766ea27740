function Restart-Service {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Name')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('ServiceName')][string[]]$Name,
        [Parameter(ParameterSetName = 'InputObject', Mandatory = $true, Position = 0, ValueFromPipeline = $true)][psobject[]]$InputObject,
        [switch]$Force, [switch]$PassThru
    )
    process {
        $names = if ($InputObject) { @($InputObject | ForEach-Object { $_.Name }) } else { $Name }
        Use-LabWorld -Change {
            foreach ($wanted in $names) {
                Stop-Service -Name $wanted -Force:$Force
                Start-Service -Name $wanted -PassThru:$PassThru
            }
        }
    }
}
