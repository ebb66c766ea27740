function Get-ClusterResource {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [guid]$VMId
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $resources = $world.resources
            $wanted = $Name
            if (Test-LabInputKind $InputObject 'ClusterGroup') {
                $resources = @($resources | Where-Object { $_.group -eq $InputObject.Name })
            }
            elseif (Test-LabInputKind $InputObject 'ClusterNode') {
                $resources = @($resources | Where-Object { (Find-LabGroup $_.group).owner -eq $InputObject.Name })
            }
            elseif (-not (Test-LabInputKind $InputObject 'Cluster')) { $wanted = Get-LabWanted $InputObject $Name }
            foreach ($resource in Select-LabByName $PSCmdlet $resources $wanted $script:ResourceNotFound 'the cluster resource') {
                New-LabResourceShape $resource
            }
        }
    }
}
