# Private properties of a group or a resource. A property that the object does not know must be created.

function Get-ClusterParameter {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $thing = Find-LabInput $InputObject
            if ($null -eq $thing) { return }
            $found = Select-LabByName $PSCmdlet $thing.parameters $Name 87 'the parameter'
            foreach ($parameter in $found) {
                New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterParameter' ([ordered]@{
                    ClusterObject = [LabReference]::new($thing.name)
                    Name = $parameter.name
                    IsReadOnly = $false
                    ParameterType = $parameter.type
                    Value = if ($parameter.type -eq 'UInt32') { [uint32]$parameter.value } else { $parameter.value }
                })
            }
        }
    }
}

function Set-ClusterParameter {
    [CmdletBinding(DefaultParameterSetName = 'NoMultiple')]
    param(
        [Parameter(ParameterSetName = 'NoMultiple', Mandatory = $true, Position = 0)][string]$Name,
        [Parameter(ParameterSetName = 'NoMultiple', Position = 1)][psobject]$Value,
        [Parameter(ParameterSetName = 'Multiple', Mandatory = $true, Position = 0)][hashtable]$Multiple,
        [switch]$Create, [switch]$Delete,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $thing = Find-LabInput $InputObject
            if ($null -eq $thing) { return }
            $pairs = if ($Multiple) { $Multiple } else { @{ $Name = $Value } }
            foreach ($key in $pairs.Keys) {
                $parameter = $null
                foreach ($one in $thing.parameters) { if ($one.name -eq $key) { $parameter = $one } }
                if ($Delete) { if ($parameter) { [void]$thing.parameters.Remove($parameter) }; continue }
                if ($null -eq $parameter) {
                    if (-not $Create) {
                        $text = "The parameter '$key' does not exist on the cluster object '$($thing.name)'. Use -Create to create it."
                        Write-LabError $PSCmdlet (New-LabError 87 $text 'ParameterNotFound' $key 'ObjectNotFound')
                        continue
                    }
                    $parameter = [LabParameter]::new()
                    $parameter.name = $key
                    if ($pairs[$key] -is [int] -or $pairs[$key] -is [uint32]) { $parameter.type = 'UInt32' }
                    $thing.parameters.Add($parameter)
                }
                $parameter.value = "$($pairs[$key])"
            }
        }
    }
}

# The group or resource that an object from the pipeline stands for.
function Find-LabInput($InputObject) {
    # Resources first: there are more of them.
    if (Test-LabInputKind $InputObject 'ClusterResource') { return Find-LabResource $InputObject.Name }
    if (Test-LabInputKind $InputObject 'ClusterGroup') { return Find-LabGroup $InputObject.Name }
}
