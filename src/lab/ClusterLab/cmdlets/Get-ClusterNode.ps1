function Get-ClusterNode {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $wanted = if (Test-LabInputKind $InputObject 'Cluster') { $Name } else { Get-LabWanted $InputObject $Name }
            foreach ($node in Select-LabByName $PSCmdlet $world.nodes $wanted $script:NodeNotFound 'the cluster node') {
                New-LabNodeShape $node
            }
        }
    }
}
