# R6: pause and resume. Without -Wait a drain goes on by itself; without -Drain nothing moves.

function Suspend-ClusterNode {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [Parameter(Position = 1)][string]$TargetNode,
        [string]$Cluster,
        [switch]$Drain, [switch]$ForceDrain,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [switch]$Wait
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $wanted = Get-LabWanted $InputObject $Name
            if (-not $wanted) { $wanted = @($here.name) }
            foreach ($node in @(Select-LabByName $PSCmdlet $world.nodes $wanted $script:NodeNotFound 'the cluster node')) {
                if (-not $PSCmdlet.ShouldProcess($node.name)) { continue }
                $state = Get-LabNodeState $node
                if ($state -ne 'Up') {
                    $number = if ($state -eq 'Paused') { $script:NodePaused } else { $script:NodeDown }
                    $text = "The cluster node '$($node.name)' cannot be paused: it is $state."
                    Write-LabError $PSCmdlet (New-LabError $number $text 'PauseRefused' $node.name 'InvalidOperation')
                    continue
                }
                Suspend-LabNode $node ([bool]($Drain -or $ForceDrain)) $TargetNode
                if ($Wait) {
                    [void](Wait-LabWorld { @($world.groups | Where-Object { -not (Test-LabGroupSettled $_) }).Count -eq 0 } 3600)
                }
                New-LabNodeShape $node
            }
        }
    }
}

function Resume-ClusterNode {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [Parameter(Position = 1)][ResumeClusterNodeFailbackType]$Failback = 'Policy',
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $wanted = Get-LabWanted $InputObject $Name
            if (-not $wanted) { $wanted = @($here.name) }
            foreach ($node in @(Select-LabByName $PSCmdlet $world.nodes $wanted $script:NodeNotFound 'the cluster node')) {
                if (-not $node.paused) {
                    $text = "The cluster node '$($node.name)' is not paused."
                    Write-LabError $PSCmdlet (New-LabError 5058 $text 'ResumeRefused' $node.name 'InvalidOperation')
                    continue
                }
                Resume-LabNode $node "$Failback"
                New-LabNodeShape $node
            }
        }
    }
}
