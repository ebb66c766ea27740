# A whole group online or offline.

function Start-ClusterGroup {
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
            foreach ($group in @(Select-LabByName $PSCmdlet $world.groups (Get-LabWanted $InputObject @($Name)) $script:GroupNotFound 'the cluster group')) {
                if (Write-LabOwnerRefusal $PSCmdlet $group) { return }
                foreach ($resource in Get-LabGroupResource $group) { Set-LabWanted $resource }
                Step-LabGroup $group
                [void](Wait-LabWorld { Test-LabGroupSettled $group } (Get-LabWaitLimit $bound))
                New-LabGroupShape $group
            }
        }
    }
}

function Stop-ClusterGroup {
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
            foreach ($group in @(Select-LabByName $PSCmdlet $world.groups (Get-LabWanted $InputObject @($Name)) $script:GroupNotFound 'the cluster group')) {
                foreach ($resource in Get-LabGroupResource $group) { Clear-LabWanted $resource }
                Step-LabGroup $group
                [void](Wait-LabWorld { Test-LabGroupSettled $group } (Get-LabWaitLimit $bound))
                New-LabGroupShape $group
            }
        }
    }
}

# R6: nothing comes online on a node that is not Up. True when the refusal was reported.
function Write-LabOwnerRefusal($Cmdlet, $Group) {
    $state = Get-LabNodeState (Find-LabNode $Group.owner)
    if ($state -eq 'Up') { return $false }
    $number = if ($state -eq 'Paused') { $script:NodePaused } else { $script:NodeDown }
    $text = "The clustered role '$($Group.name)' cannot be brought online on '$($Group.owner)': the cluster node is $state."
    Write-LabError $Cmdlet (New-LabError $number $text 'OnlineRefused' $Group.name 'InvalidOperation')
    return $true
}

# A person who brings a failed resource online begins a new count of its failures.
function Set-LabWanted($Resource) {
    $Resource.wanted = $true
    if ($Resource.state -eq 'Failed') {
        $Resource.state = 'Offline'; $Resource.failures = @(); $Resource.restartDue = $false; $Resource.turn++
    }
}

function Clear-LabWanted($Resource) {
    $Resource.wanted = $false
    if ($Resource.state -eq 'Failed') { $Resource.state = 'Offline'; $Resource.restartDue = $false; $Resource.turn++ }
}
