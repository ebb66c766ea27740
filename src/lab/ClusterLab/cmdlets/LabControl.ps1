# What an administrator types to play with the lab itself.

<#
.SYNOPSIS
Plays a person at the keyboard of a node who starts an update's installer with its window.
When a service does not start, it waits on a dialog until Close-LabDialog.
#>
function Start-LabInstaller {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Package, [string]$Node)
    Use-LabWorld -Change {
        $there = if ($Node) { Find-LabNode $Node } else { $here }
        if ($null -eq $there) { throw "The lab has no node named $Node." }
        $found = Find-LabPackage $Package
        if ($null -eq $found) {
            throw "The lab has no package '$Package'. It has: $(($world.packages | ForEach-Object { $_.id }) -join ', ')."
        }
        $process = Start-LabProcess $there 'SetupUpdateOM.exe' "SetupUpdateOM.exe $($found.path)"
        $install = Start-LabInstall $there $found $process.id '' $true
        [pscustomobject]@{ Package = $found.id; Node = $there.name; ProcessId = $process.id; Install = $install.id }
    }
}

<#
.SYNOPSIS
Plays the person who clicks away the dialog on which an installer waits.
#>
function Close-LabDialog {
    [CmdletBinding()]
    param([string]$Node)
    Use-LabWorld -Change {
        $name = if ($Node) { $Node } else { $here.name }
        $waiting = @($world.installs | Where-Object { $_.node -eq $name -and $_.stage -eq 'dialog' })
        if ($waiting.Count -eq 0) { throw "No installer waits on a dialog on $name." }
        foreach ($install in $waiting) { Complete-LabInstall (Find-LabNode $install.node) $install }
    }
}

<#
.SYNOPSIS
Plays a domain in which somebody has locked an account, or changed its password: services that run go on, none starts.
#>
function Lock-LabAccount {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Account)
    Use-LabWorld -Change { if ($world.lockedAccounts -notcontains $Account) { $world.lockedAccounts += $Account } }
}

<#
.SYNOPSIS
Lets the account log on again.
#>
function Unlock-LabAccount {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Account)
    Use-LabWorld -Change { $world.lockedAccounts = @($world.lockedAccounts | Where-Object { $_ -ne $Account }) }
}

<#
.SYNOPSIS
Ends a run on the lab: what may not be left behind becomes a hazard.
#>
function Complete-LabRun {
    [CmdletBinding()]
    param()
    Use-LabWorld -Change { Update-LabObservation; Test-LabRunEnd }
}

<#
.SYNOPSIS
What the lab saw: hazards, seconds of downtime, unplanned failovers, planned moves.
#>
function Get-LabHazard {
    [CmdletBinding()]
    param()
    Use-LabWorld -Locked {
        Update-LabObservation
        $down = $world.tally.downMilliseconds
        if ($world.tally.downSince -ne 0) { $down += $world.clock.now - $world.tally.downSince }
        [pscustomobject]@{
            hazards = @($world.hazards | ForEach-Object {
                    [pscustomobject]@{ kind = $_.kind; at = [DateTimeOffset]::FromUnixTimeMilliseconds($_.at).ToString('yyyy-MM-ddTHH:mm:ss.fffZ'); detail = $_.detail }
                })
            downtimeSeconds = $down / 1000
            failovers = $world.tally.failovers
            moves = $world.tally.moves
        }
    }
}
