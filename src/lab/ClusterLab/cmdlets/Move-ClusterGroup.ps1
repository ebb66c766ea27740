function Move-ClusterGroup {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string]$Name,
        [Parameter(Position = 1)][string]$Node,
        [string]$Cluster,
        [switch]$IgnoreLocked,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject,
        [int]$Wait
    )
    process {
        $bound = $PSBoundParameters
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $wanted = Get-LabWanted $InputObject @($Name)
            foreach ($group in @(Select-LabByName $PSCmdlet $world.groups $wanted $script:GroupNotFound 'the cluster group')) {
                $refusal = Get-LabMoveRefusal $group $Node $here
                if ($null -ne $refusal) { Write-LabError $PSCmdlet $refusal; return }
                $target = if ($Node -ne '') { (Find-LabNode $Node).name } else { Get-LabBestNode $group }
                if ($target -ne $group.owner) {
                    Move-LabGroup $group $target 'move'
                    [void](Wait-LabWorld { Test-LabGroupSettled $group } (Get-LabWaitLimit $bound))
                }
                New-LabGroupShape $group
            }
        }
    }
}

# Best possible: the first node of the list that may take it. Source: Move-ClusterGroup, -Node.
function Get-LabBestNode($Group) {
    $target = Get-LabFailoverTarget $Group
    if ($target -ne '') { return $target }
    return $Group.owner
}

# Why the cluster refuses a move; null when it does not.
function Get-LabMoveRefusal($Group, [string]$NodeName, $Here) {
    $text = "An error occurred while moving the clustered role '$($Group.name)'"
    if ($NodeName -ne '') {
        $target = Find-LabNode $NodeName
        if ($null -eq $target) {
            $text = "$text. The cluster node '$NodeName' was not found."
            return New-LabError $script:NodeNotFound $text 'MoveRefused' $Group.name 'ObjectNotFound'
        }
        $state = Get-LabNodeState $target
        if ($target.name -eq $Group.owner) { return }
        if ($state -eq 'Paused') {
            $text = "$text to '$NodeName'. The cluster node is paused."
            return New-LabError $script:NodePaused $text 'MoveRefused' $Group.name 'InvalidOperation'
        }
        if ($state -ne 'Up') {
            $text = "$text to '$NodeName'. The cluster node is down."
            return New-LabError $script:NodeDown $text 'MoveRefused' $Group.name 'InvalidOperation'
        }
        if (-not (Test-LabPossibleOwner $Group $target.name)) {
            $text = "$text to '$NodeName'. The owner node cannot run this resource."
            return New-LabError $script:NotPossibleOwner $text 'MoveRefused' $Group.name 'InvalidOperation'
        }
    }
    if ($Group.leaving) {
        return New-LabError 5908 "$text. The group is being moved already." 'MoveRefused' $Group.name 'ResourceBusy'
    }
    if ($Here.refuseNextMove) {
        $Here.refuseNextMove = $false
        $text = "$text. The operation cannot be performed because the group is busy."
        return New-LabError 5944 $text 'MoveRefused' $Group.name 'ResourceBusy'
    }
}
