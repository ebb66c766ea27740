# Readings of the cluster that a procedure seldom needs.

function Get-ClusterQuorum {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string]$Cluster, [Parameter(ValueFromPipeline = $true)][psobject]$InputObject)
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterQuorumSettings' ([ordered]@{
                Cluster = [LabReference]::new($world.cluster.name)
                QuorumResource = if ($world.cluster.quorumResource) { [LabReference]::new($world.cluster.quorumResource) } else { $null }
                QuorumType = [ClusterQuorumType]$world.cluster.quorumType
            })
        }
    }
}

function Get-ClusterResourceDependency {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Resource,
        [string]$Cluster,
        [switch]$Guid,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            foreach ($one in @(Select-LabByName $PSCmdlet $world.resources (Get-LabWanted $InputObject $Resource) $script:ResourceNotFound 'the cluster resource')) {
                $names = @(foreach ($provider in $one.dependsOn) { if ($Guid) { "[$((Find-LabResource $provider).id)]" } else { "[$provider]" } })
                New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterResourceDependency' ([ordered]@{
                    Resource = [LabReference]::new($one.name)
                    DependencyExpression = if ($names.Count -eq 0) { '' } else { '(' + ($names -join ') and (') + ')' }
                })
            }
        }
    }
}

function Get-ClusterNetwork {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $networks = @(New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterNetwork' ([ordered]@{
                    Name = 'Cluster Network 1'; State = 'Up'; Role = 'ClusterAndClient'; Address = '192.168.10.0'; AddressMask = '255.255.255.0'
                    Cluster = [LabReference]::new($world.cluster.name)
                }))
            Select-LabByName $PSCmdlet $networks (Get-LabWanted $InputObject $Name) 5042 'the cluster network'
        }
    }
}

function Get-ClusterLog {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Node,
        [string]$Cluster,
        [string]$Destination = 'C:\Windows\Cluster\Reports',
        [switch]$Health, [switch]$SkipClusterState,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [uint32]$TimeSpan, [switch]$UseLocalTime
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            foreach ($one in @(Select-LabByName $PSCmdlet $world.nodes (Get-LabWanted $InputObject $Node) $script:NodeNotFound 'the cluster node')) {
                $lines = @($one.entries | Where-Object { $_.source -like '*FailoverClustering' } | ForEach-Object { '{0:u} {1} {2}' -f (ConvertFrom-LabInstant $_.at), $_.id, $_.message })
                $path = "$($Destination.TrimEnd('\'))\$($one.name)_cluster.log"
                Set-LabContent $here $path ($lines -join "`r`n")
                New-LabFileShape (Find-LabFile $here $path)
            }
        }
    }
}

function Test-Cluster {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Position = 0)][string[]]$Node,
        [string]$Cluster,
        [object[]]$Disk, [switch]$Force, [string[]]$Ignore, [string[]]$Include,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [switch]$List, [object[]]$Pool, [string]$ReportName = 'Validation Report'
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            if (-not $PSCmdlet.ShouldProcess($world.cluster.name)) { return }
            if ($List) {
                New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterTestInfo' ([ordered]@{ DisplayName = 'List Cluster Nodes'; Category = 'Cluster Configuration' })
                return
            }
            $path = "C:\Windows\Cluster\Reports\$ReportName.htm"
            Set-LabContent $here $path '<html><body>The lab has no hardware to validate.</body></html>'
            New-LabFileShape (Find-LabFile $here $path)
        }
    }
}
