<#
.SYNOPSIS
Puts this session on a node of a lab. Every cmdlet of this module then answers as on that node.
#>
function Connect-LabNode {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string]$World,
        [Parameter(Mandatory = $true)][string]$Node
    )
    $script:WorldPath = [System.IO.Path]::GetFullPath($World)
    $script:EndAfterChange = $false
    $wanted = $Node
    # As whichever node there is: one that is down could not let the clock go on.
    $script:NodeName = ''
    $found = Open-LabWorld {
        $there = Find-LabNode $wanted
        if ($null -ne $there) { @{ Name = $there.name; Power = $there.power; Boots = $there.boots; Os = $there.os; InCluster = $null -eq (Find-LabServer $there.name) } }
    }
    if ($null -eq $found) { throw "The lab has no node named $wanted (0x800713B2 / 5042)." }
    if (-not $found.Power) { throw "The lab node $($found.Name) is down and cannot be reached (0x800713BA / 5050)." }
    $script:NodeName = $found.Name
    $script:NodeBoots = $found.Boots
    $env:COMPUTERNAME = $found.Name
    Enter-LabOs $found.Os $found.InCluster
}
