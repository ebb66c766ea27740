# The one way into the world: lock, load, let the clock go on, do what is due, act, save, unlock. Whoever only looks at a
# world in which nothing is due needs no lock: its file is always a whole world.

$script:WorldPath = ''
$script:NodeName = ''
$script:NodeBoots = 0
# Which language the session may use. A function of this module has all of it, so the engine cannot be asked here.
$script:SessionMode = 'FullLanguage'
# The node in the world as it was read last, and which reading that was.
$script:Here = $null
$script:HereTurn = -1
$script:Depth = 0
$script:Changed = $false
$script:Acted = $false
# An error is being reported that may end the cmdlet.
$script:Erring = $false
# Set by an injected fault: this process ends after the next change that it has saved.
$script:EndAfterChange = $false
# Where one PowerShell serves sessions one after another: the process that carries this one, and whether it is no more.
$script:Carrier = 0
$script:Ended = $false

# Runs the body with $world and $here (the node this session is on). A cmdlet called by another shares its lock.
# The body sees the variables of the function that calls this, as PowerShell's scopes are dynamic. Locked: the lab itself
# notes something, which is nobody's change.
function Use-LabWorld([scriptblock]$LabBody, [switch]$Change, [switch]$Locked) {
    if ($script:Depth -gt 0) {
        if ($Change) { $script:Changed = $true; $script:Acted = $true }
        $world = $script:World
        $here = Find-LabNode $script:NodeName
        return & $LabBody
    }
    if ($script:Ended) { Stop-LabSession }
    if ($script:WorldPath -eq '') { throw 'This session is on no lab node: run Connect-LabNode first.' }
    if (-not $Change -and -not $Locked -and (Test-LabStill)) {
        # Nothing changes: the body runs on the world as it was loaded.
        $world = $script:World
        $here = $script:Here
        if (-not $here.power -or $here.boots -ne $script:NodeBoots) { Stop-LabSession }
        $script:Depth = 1
        # Kept until the world is left: whoever takes it in the same pipeline may change the world, and is not part of this.
        $labOutput = @()
        try { $labOutput = @(& $LabBody) } finally { $script:Depth = 0 }
        return $labOutput
    }
    $labLock = [System.IO.Path]::ChangeExtension($script:WorldPath, 'lock')
    $labEnds = $false
    $labWhole = $false
    $labOutput = @()
    # In the try: a pipeline may be stopped in the instant in which the lock has become ours.
    try {
        Lock-LabWorld $labLock
        $world = Read-LabWorld
        $script:Depth = 1
        $script:Changed = $false
        $script:Acted = $false
        $script:Erring = $false
        try {
            Step-LabRealTime
            $here = Find-LabNode $script:NodeName
            $labEnds = -not $here.power -or $here.boots -ne $script:NodeBoots
            if (-not $labEnds) {
                if ($Change) { $script:Changed = $true; $script:Acted = $true }
                $labOutput = @(& $LabBody)
            }
            $labWhole = $true
        } catch {
            # An error is part of what happened; a pipeline that is stopped comes by no catch, only by finally.
            $labWhole = $true
            throw
        } finally {
            $script:Depth = 0
            # What was half done in memory when the pipeline was stopped is not the world.
            if (-not $labWhole -and -not $script:Erring) { $script:World = $null }
            elseif ($script:Changed) { Save-LabWorld; $script:Changed = $false }
        }
    } finally {
        Unlock-LabWorld $labLock
        # A session does not outlive its node, and an injected fault may end it here.
        if ($labEnds -or ($script:Acted -and $script:EndAfterChange)) { Stop-LabSession }
    }
    $labOutput
}

# Whether nothing is due before the world is looked at; it is loaded then, and the node found in it.
function Test-LabStill {
    try {
        $seen = Read-LabWorld
    } catch { return $false }
    if ($script:HereTurn -ne $script:WorldTurn) {
        $script:Here = Find-LabNode $script:NodeName
        $script:HereTurn = $script:WorldTurn
    }
    if (-not $seen.settings.realTime) { return $true }
    $passed = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() - $seen.clock.touched
    return $passed -ge 0 -and $passed -lt 1000
}

# Ends this session's process at once, as a lost connection or a crashed node ends a remote session. Where one PowerShell
# serves sessions one after another, that is the process which carries the session; this pipeline then comes to its end
# by errors, with nothing more to do in the world. It may not wait to be stopped: nothing stops a pipeline in a `finally`.
function Stop-LabSession {
    if ($script:Carrier -eq 0) {
        [System.Diagnostics.Process]::GetCurrentProcess().Kill()
        [System.Threading.Thread]::Sleep([System.Threading.Timeout]::Infinite)
    }
    if (-not $script:Ended) {
        $script:Ended = $true
        $labCarrier = [System.Diagnostics.Process]::GetProcessById($script:Carrier)
        $labCarrier.Kill()
        [void]$labCarrier.WaitForExit(5000)
    }
    throw 'This session has ended.'
}

# Looks at the world without being on a node, as a session does before it is open.
function Open-LabWorld([scriptblock]$LabBody) {
    $labLock = [System.IO.Path]::ChangeExtension($script:WorldPath, 'lock')
    $labWhole = $false
    # In the try: a pipeline may be stopped in the instant in which the lock has become ours.
    try {
        Lock-LabWorld $labLock
        $world = Read-LabWorld
        # What falls due may be a script that is played here: its cmdlets are in the world already, and share this lock.
        $script:Depth = 1
        $script:Changed = $false
        try {
            Step-LabRealTime
            & $LabBody
            $labWhole = $true
        } finally {
            $script:Depth = 0
            if (-not $labWhole) { $script:World = $null } elseif ($script:Changed) { Save-LabWorld }
        }
    } finally { Unlock-LabWorld $labLock }
}

# Runs a block in another session state, such as the caller's. A block as it is written here belongs to this module
# and would run in it wherever it is invoked; one made from text belongs to nobody.
function Invoke-LabInSession($Session, [scriptblock]$Block, [object[]]$Arguments) {
    return $Session.InvokeCommand.InvokeScript($Session, [scriptblock]::Create("$Block"), $Arguments)
}
