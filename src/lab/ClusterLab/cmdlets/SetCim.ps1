# Writing properties of a cluster resource or group through WMI (root\MSCluster).

$script:WritableResource = @{ RestartAction = 'restartAction'; RestartThreshold = 'restartThreshold'; RestartPeriod = 'restartPeriod' }
$script:WritableGroup = @{ AutoFailbackType = 'autoFailbackType' }

function Set-CimInstance {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)][Alias('CimInstance')][psobject]$InputObject,
        [Alias('Arguments')][System.Collections.IDictionary]$Property = @{},
        [switch]$PassThru
    )
    process { Use-LabWorld -Change { Set-LabWmiProperty $PSCmdlet $InputObject $Property } }
}

function Set-WmiInstance {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)][psobject]$InputObject,
        [Alias('Args', 'Property')][hashtable]$Arguments = @{}
    )
    process { Use-LabWorld -Change { Set-LabWmiProperty $PSCmdlet $InputObject $Arguments } }
}

function Set-LabWmiProperty($Cmdlet, $Instance, $Values) {
    $writable = @{}
    if ($Instance.__CLASS -eq 'MSCluster_Resource') {
        $thing = Find-LabResource $Instance.Name
        $writable = $script:WritableResource
    }
    if ($Instance.__CLASS -eq 'MSCluster_ResourceGroup') {
        $thing = Find-LabGroup $Instance.Name
        $writable = $script:WritableGroup
    }
    foreach ($name in @($Values.Keys)) {
        if (-not $writable.ContainsKey($name)) {
            $text = "The property '$name' of $($Instance.__CLASS) cannot be written."
            Write-LabError $Cmdlet (New-LabWmiError 'ReadOnly' $text $name)
            return
        }
        $thing.($writable[$name]) = [int]$Values[$name]
    }
}
