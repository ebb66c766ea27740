# A script that runs on a node without a session, such as the one that waits for an installer. Its text is really run.
# When it waits (Start-Process -Wait) it is left, and when that process has ended, in whichever session the clock reaches
# that instant, it is played again from its start: up to the wait it changes nothing and sees the same times.

$script:Playing = $null

function Invoke-LabScript($Node, $Process, [bool]$Again, [int]$ExitCode) {
    $file = Find-LabFile $Node $Process.script
    if ($null -eq $file) { [void]$Node.processes.Remove($Process); return }
    $outer = $script:Playing
    $outerNode = $script:NodeName
    $outerComputer = $env:COMPUTERNAME
    $script:NodeName = $Node.name
    $env:COMPUTERNAME = $Node.name
    $script:Playing = @{ Process = $Process; Again = $Again; Dates = 0; ExitCode = $ExitCode; Waits = $false }
    $Process.waitsFor = 0
    $waits = $false
    try {
        $text = Get-LabScriptText $file
        # Only a break leaves a script without its catch blocks taking notice.
        :labScript foreach ($once in 1) { [void](& ([scriptblock]::Create($text))) }
        $waits = $script:Playing.Waits
    } catch {
        Write-LabEntry $Node 'Application' 'PowerShell' 300 'Warning' "$($Process.script): $_"
    } finally {
        $script:Playing = $outer
        $script:NodeName = $outerNode
        $env:COMPUTERNAME = $outerComputer
    }
    if (-not $waits) { [void]$Node.processes.Remove($Process) }
}

# A script block made from text has no path of its own, so the places that ask for it get it as a literal.
function Get-LabScriptText($File) {
    $path = "'" + $File.path.Replace("'", "''") + "'"
    return [System.Text.RegularExpressions.Regex]::Replace($File.content, '(?i)\$MyInvocation\.MyCommand\.(Path|Definition)|\$PSCommandPath', $path.Replace('$', '$$'))
}

# True while a script is played again up to its wait: what it writes is written already.
function Test-LabPlayedBefore { return $null -ne $script:Playing -and ($script:Playing.Again -or $script:Playing.Waits) }

# The time for a played script: what it saw the first time, up to its wait.
function Get-LabPlayedTime {
    $play = $script:Playing
    if ($null -eq $play) { return $script:World.clock.now }
    if ($play.Again -and $play.Dates -lt $play.Process.dates.Count) {
        $play.Dates++
        return $play.Process.dates[$play.Dates - 1]
    }
    if (-not $play.Again) { $play.Process.dates += $script:World.clock.now }
    return $script:World.clock.now
}
