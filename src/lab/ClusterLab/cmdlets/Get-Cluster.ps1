function Get-Cluster {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string]$Name, [string]$Domain)
    Use-LabWorld {
        if (-not (Test-LabClusterName $PSCmdlet $Name)) { return }
        New-LabShape 'Microsoft.FailoverClusters.PowerShell.Cluster' ([ordered]@{
            Name = $world.cluster.name
            Domain = $world.cluster.domain
            Id = '5d1d3f2e-0c53-4f0b-9d2f-6c2b7b1f0a11'
            QuorumType = [ClusterQuorumType]$world.cluster.quorumType
            SharedVolumesRoot = 'C:\ClusterStorage'
        })
    }
}
