# The lab's clock is virtual: waiting moves it and costs nothing. What is due on the way happens in the order of time.

function Add-LabPending([double]$AfterSeconds, [string]$Kind, [string]$Node, [string]$Subject, [int]$Turn) {
    $item = [LabPending]::new()
    $item.at = $script:World.clock.now + [long][Math]::Round($AfterSeconds * 1000)
    $item.order = Get-LabNumber
    $item.kind = $Kind
    $item.node = $Node
    $item.subject = $Subject
    $item.turn = $Turn
    $script:World.pending.Add($item)
}

function Get-LabNumber {
    $script:World.lastNumber++
    return $script:World.lastNumber
}

function Get-LabNextPending {
    $next = $null
    foreach ($item in $script:World.pending) {
        if ($null -eq $next -or $item.at -lt $next.at -or ($item.at -eq $next.at -and $item.order -lt $next.order)) {
            $next = $item
        }
    }
    return $next
}

# Does the next thing that is due until the given instant; false when there is none.
function Step-LabPending([long]$Until) {
    $next = Get-LabNextPending
    if ($null -eq $next -or $next.at -gt $Until) { return $false }
    [void]$script:World.pending.Remove($next)
    if ($next.at -gt $script:World.clock.now) { $script:World.clock.now = $next.at }
    $script:Changed = $true
    Invoke-LabPending $next
    Update-LabObservation
    return $true
}

function Step-LabClock([double]$Seconds) {
    $until = $script:World.clock.now + [long][Math]::Round($Seconds * 1000)
    while (Step-LabPending $until) { }
    if ($until -gt $script:World.clock.now) { $script:World.clock.now = $until }
}

# Waits, on the lab's clock, until the condition holds; false when it does not within the limit.
function Wait-LabWorld([scriptblock]$Until, [double]$LimitSeconds) {
    Update-LabObservation
    $limit = $script:World.clock.now + [long][Math]::Round($LimitSeconds * 1000)
    while (-not (& $Until)) {
        if (-not (Step-LabPending $limit)) {
            if ($limit -gt $script:World.clock.now) { $script:World.clock.now = $limit }
            return [bool](& $Until)
        }
    }
    return $true
}

# Real time goes on for an administrator who waits: whole seconds since the world was last touched. Not so in a
# rehearsal, whose figures must not depend on how busy the machine is that rehearses.
function Step-LabRealTime {
    if (-not $script:World.settings.realTime) { return }
    $clock = $script:World.clock
    $real = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
    $seconds = [long][Math]::Floor(($real - $clock.touched) / 1000)
    # After a change of the machine's own clock there is nothing to add.
    if ($seconds -lt 0) { $seconds = 0; $clock.touched = $real }
    $clock.touched += $seconds * 1000
    if ($seconds -gt 0) { Step-LabClock $seconds }
}

function ConvertFrom-LabInstant([long]$Milliseconds) {
    return [DateTimeOffset]::FromUnixTimeMilliseconds($Milliseconds).LocalDateTime
}

function ConvertTo-LabInstant([DateTime]$Time) {
    return [DateTimeOffset]::new($Time.ToUniversalTime()).ToUnixTimeMilliseconds()
}
