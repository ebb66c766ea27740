# One resource online (what it depends on first) or offline (its dependents first).

function Start-ClusterResource {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string]$Name,
        [string]$Cluster,
        [switch]$ChooseBestNode, [switch]$IgnoreLocked,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [int]$Wait
    )
    process {
        $bound = $PSBoundParameters
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            foreach ($resource in @(Select-LabByName $PSCmdlet $world.resources (Get-LabWanted $InputObject @($Name)) $script:ResourceNotFound 'the cluster resource')) {
                $group = Find-LabGroup $resource.group
                if (Write-LabOwnerRefusal $PSCmdlet $group) { return }
                Set-LabWantedWithProvider $resource
                Step-LabGroup $group
                $settled = Wait-LabWorld { Test-LabGroupSettled $group } (Get-LabWaitLimit $bound)
                if ($settled -and $resource.state -ne 'Online') {
                    $text = "The cluster resource '$($resource.name)' could not be brought online."
                    Write-LabError $PSCmdlet (New-LabError 5942 $text 'OnlineFailed' $resource.name 'OperationStopped')
                    return
                }
                New-LabResourceShape $resource
            }
        }
    }
}

function Stop-ClusterResource {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string]$Name,
        [string]$Cluster,
        [switch]$IgnoreLocked,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [int]$Wait
    )
    process {
        $bound = $PSBoundParameters
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            foreach ($resource in @(Select-LabByName $PSCmdlet $world.resources (Get-LabWanted $InputObject @($Name)) $script:ResourceNotFound 'the cluster resource')) {
                $group = Find-LabGroup $resource.group
                Clear-LabWantedWithDependent $resource
                Step-LabGroup $group
                [void](Wait-LabWorld { Test-LabGroupSettled $group } (Get-LabWaitLimit $bound))
                New-LabResourceShape $resource
            }
        }
    }
}

function Set-LabWantedWithProvider($Resource) {
    Set-LabWanted $Resource
    foreach ($name in $Resource.dependsOn) { Set-LabWantedWithProvider (Find-LabResource $name) }
}

function Clear-LabWantedWithDependent($Resource) {
    Clear-LabWanted $Resource
    foreach ($other in Get-LabGroupResource (Find-LabGroup $Resource.group)) {
        if ($other.dependsOn -contains $Resource.name) { Clear-LabWantedWithDependent $other }
    }
}
