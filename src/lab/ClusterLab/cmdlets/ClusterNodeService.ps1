# The cluster service of a node, started and stopped.

function Start-ClusterNode {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [switch]$ClearQuarantine, [switch]$ForceQuorum, [switch]$IgnorePersistentState, [switch]$PreventQuorum,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [int]$Wait
    )
    process {
        $bound = $PSBoundParameters
        Use-LabWorld -Change {
            $wanted = Get-LabWanted $InputObject $Name
            if (-not $wanted) { $wanted = @($here.name) }
            foreach ($node in @(Select-LabByName $PSCmdlet $world.nodes $wanted $script:NodeNotFound 'the cluster node')) {
                if ($node.membership -eq 'Up') {
                    $text = "The cluster node '$($node.name)' is already up."
                    Write-LabError $PSCmdlet (New-LabError 5061 $text 'StartRefused' $node.name 'InvalidOperation')
                    continue
                }
                if ($node.power -and $node.membership -eq 'Down') {
                    $node.membership = 'Joining'
                    Add-LabPending $world.settings.durations.nodeJoin 'node-joined' $node.name '' $node.boots
                }
                [void](Wait-LabWorld { $node.membership -eq 'Up' } (Get-LabWaitLimit $bound))
                New-LabNodeShape $node
            }
        }
    }
}

function Stop-ClusterNode {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [int]$Wait
    )
    process {
        $bound = $PSBoundParameters
        Use-LabWorld -Change {
            $wanted = Get-LabWanted $InputObject $Name
            if (-not $wanted) { $wanted = @($here.name) }
            foreach ($node in @(Select-LabByName $PSCmdlet $world.nodes $wanted $script:NodeNotFound 'the cluster node')) {
                if (-not $PSCmdlet.ShouldProcess($node.name)) { continue }
                if ($node.membership -eq 'Down') {
                    $text = "The cluster node '$($node.name)' is already down."
                    Write-LabError $PSCmdlet (New-LabError 5062 $text 'StopRefused' $node.name 'InvalidOperation')
                    continue
                }
                $node.membership = 'Down'
                Move-LabGroupAway $node
                [void](Wait-LabWorld { @($world.groups | Where-Object { -not (Test-LabGroupSettled $_) }).Count -eq 0 } (Get-LabWaitLimit $bound))
            }
        }
    }
}
