# One holder at a time, over processes of two kinds (this module and the program's TypeScript, src/lab/worldLock.ts):
# the lock is a file that only its creator may have made. It names its process, so that a killed holder is known.

function Lock-LabWorld([string]$Path) {
    $deadline = [DateTime]::UtcNow.AddSeconds(30)
    while ($true) {
        try {
            $file = [System.IO.File]::Open($Path, 'CreateNew', 'Write', 'Read')
            $bytes = [System.Text.Encoding]::ASCII.GetBytes("$PID")
            $file.Write($bytes, 0, $bytes.Length)
            $file.Dispose()
            return
        } catch [System.IO.DirectoryNotFoundException] {
            throw
        } catch [System.IO.IOException], [System.UnauthorizedAccessException] {
            if ([DateTime]::UtcNow -gt $deadline) {
                throw "The lab's world is in use by another process for more than 30 seconds ($Path)."
            }
        }
        if (Test-LabLockAbandoned $Path) { Clear-LabLock $Path } else { [System.Threading.Thread]::Sleep(5) }
    }
}

# Only what is ours: whoever was stopped while it waited for the lock comes by here as well.
function Unlock-LabWorld([string]$Path) {
    if (-not [System.IO.File]::Exists($Path)) { return }
    try { $holder = [System.IO.File]::ReadAllText($Path) } catch { return }
    if ($holder -eq "$PID") { [System.IO.File]::Delete($Path) }
}

function Test-LabLockAbandoned([string]$Path) {
    try {
        $age = ([DateTime]::UtcNow - [System.IO.File]::GetLastWriteTimeUtc($Path)).TotalSeconds
        $holder = [System.IO.File]::ReadAllText($Path)
    } catch { return $false }
    # A holder that was killed between making the file and writing its number leaves it empty.
    if ($holder -eq '') { return $age -gt 2 -and $age -lt 1e8 }
    # This process is not in the world now, or it would not ask.
    if ($holder -eq "$PID") { return $true }
    return -not (Test-LabProcessAlive ([int]$holder))
}

function Test-LabProcessAlive([int]$Id) {
    try { $process = [System.Diagnostics.Process]::GetProcessById($Id) } catch { return $false }
    $process.Dispose()
    # On Linux a process that nobody has waited for still has its number.
    $stat = "/proc/$Id/stat"
    if ([System.IO.File]::Exists($stat)) {
        try { return [System.IO.File]::ReadAllText($stat) -notmatch '\) [ZX] ' } catch { return $false }
    }
    return $true
}

# Two processes may find the same abandoned lock: only one may remove it, and only after a second look.
function Clear-LabLock([string]$Path) {
    $guard = "$Path.clearing"
    try {
        $file = [System.IO.File]::Open($guard, 'CreateNew', 'Write', 'None')
        $file.Dispose()
    } catch [System.IO.IOException] {
        if (([DateTime]::UtcNow - [System.IO.File]::GetLastWriteTimeUtc($guard)).TotalSeconds -gt 5) {
            [System.IO.File]::Delete($guard)
        }
        return
    }
    try { if (Test-LabLockAbandoned $Path) { [System.IO.File]::Delete($Path) } } finally { [System.IO.File]::Delete($guard) }
}
