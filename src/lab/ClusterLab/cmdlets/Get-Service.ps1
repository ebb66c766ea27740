function Get-Service {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    param(
        [Parameter(ParameterSetName = 'Default', Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ServiceName')][string[]]$Name = @('*'),
        [Parameter(ParameterSetName = 'DisplayName', Mandatory = $true)][string[]]$DisplayName,
        [string[]]$Include, [string[]]$Exclude,
        [Alias('DS')][switch]$DependentServices,
        [Alias('SDO', 'ServicesDependedOn')][switch]$RequiredServices
    )
    process {
        Use-LabWorld {
            $field = if ($PSCmdlet.ParameterSetName -eq 'DisplayName') { 'displayName' } else { 'name' }
            foreach ($pattern in $(if ($field -eq 'displayName') { $DisplayName } else { $Name })) {
                $found = @($here.services | Where-Object { $_.$field -like $pattern } | Where-Object {
                        (-not $Include -or $_.name -in $Include) -and $_.name -notin $Exclude
                    })
                if ($found.Count -eq 0 -and -not [System.Management.Automation.WildcardPattern]::ContainsWildcardCharacters($pattern)) {
                    $text = "Cannot find any service with service name '$pattern'."
                    Write-LabError $PSCmdlet (New-LabNotFound $text 'NoServiceFoundForGivenName' $pattern)
                }
                foreach ($service in $found) { New-LabServiceShape $service $here }
            }
        }
    }
}
