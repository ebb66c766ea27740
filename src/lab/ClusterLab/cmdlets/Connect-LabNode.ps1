<#
.SYNOPSIS
Puts this session on a node of a lab. Every cmdlet of this module then answers as on that node. Where a credential is
given, every password but `wrong` is right, so that a refusal can be rehearsed.
.PARAMETER ByEndpoint
Through the node's endpoint for this program: the session then may do what that endpoint allows.
#>
function Connect-LabNode {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string]$World,
        [Parameter(Mandatory = $true)][string]$Node,
        [System.Management.Automation.PSCredential]$Credential,
        [switch]$ByEndpoint
    )
    $script:WorldPath = [System.IO.Path]::GetFullPath($World)
    $script:EndAfterChange = $false
    $script:Ended = $false
    $script:Carrier = if ($env:LAB_SESSION_CARRIER) { [int][System.IO.File]::ReadAllText($env:LAB_SESSION_CARRIER) } else { 0 }
    $wanted = $Node
    # As whichever node there is: one that is down could not let the clock go on.
    $script:NodeName = ''
    $found = Open-LabWorld {
        $there = Find-LabNode $wanted
        if ($null -ne $there) { @{ Name = $there.name; Power = $there.power; Boots = $there.boots; Os = $there.os; Architecture = $there.architecture; InCluster = $null -eq (Find-LabServer $there.name); Mode = $world.settings.languageMode } }
    }
    if ($null -eq $found) { throw "The lab has no node named $wanted (0x800713B2 / 5042)." }
    if (-not $found.Power) { throw "The lab node $($found.Name) is down and cannot be reached (0x800713BA / 5050)." }
    if ($null -ne $Credential -and $Credential.GetNetworkCredential().Password -ceq 'wrong') {
        throw "The lab node $($found.Name) does not let $($Credential.UserName) in (0x8007052E / 1326)."
    }
    $script:NodeName = $found.Name
    $script:HereTurn = -1
    $script:NodeBoots = $found.Boots
    $env:COMPUTERNAME = $found.Name
    $env:PROCESSOR_ARCHITECTURE = $found.Architecture
    $env:PROCESSOR_ARCHITEW6432 = $null
    Enter-LabOs $PSCmdlet.SessionState $found.Os $found.InCluster
    $script:SessionMode = if ($ByEndpoint) { $found.Mode } else { 'FullLanguage' }
    Enter-LabEndpoint $PSCmdlet.SessionState $script:SessionMode
}
