# Processes of a node: an installer is one, and so is a script that somebody started detached.

function Start-LabProcess($Node, [string]$Name, [string]$CommandLine) {
    $process = [LabProcess]::new()
    $process.id = 1000 + (Get-LabNumber) * 4
    $process.name = $Name
    $process.commandLine = $CommandLine
    $process.startedAt = $script:World.clock.now
    $Node.processes.Add($process)
    return $process
}

# A process has ended: whoever waits for it goes on.
function Complete-LabProcess($Node, [int]$ProcessId, [int]$ExitCode) {
    $process = Find-LabProcess $Node $ProcessId
    if ($null -ne $process) { [void]$Node.processes.Remove($process) }
    foreach ($waiting in @($Node.processes | Where-Object { $_.waitsFor -eq $ProcessId })) {
        Invoke-LabScript $Node $waiting $true $ExitCode
    }
}

# Starts what a command line names, as CreateProcess would. Returns the process, or null when there is no such program.
function Start-LabCommand($Node, [string]$FilePath, [string[]]$Arguments, [bool]$System = $false) {
    $line = (@($FilePath) + $Arguments) -join ' '
    $program = [System.Text.RegularExpressions.Regex]::Match($FilePath, '[^\\/]+$').Value -replace '\.exe$', ''
    if ($program -eq 'powershell') {
        $path = Get-LabArgument $Arguments '-File'
        $process = Start-LabProcess $Node 'powershell.exe' $line
        $process.script = $path
        $process.system = $System
        Invoke-LabScript $Node $process $false 0
        return $process
    }
    if ($program -eq 'msiexec') {
        $path = Get-LabArgument $Arguments '/p', '/i', '/update', '/package'
        $log = Get-LabArgument $Arguments '/l*v', '/l*vx', '/l', '/log'
        $process = Start-LabProcess $Node 'msiexec.exe' $line
        # Without /qn it waits for a person that a service's session does not have.
        $quiet = @($Arguments | Where-Object { $_ -match '^/q(n|uiet)?$' }).Count -gt 0
        Start-LabPackage $Node $process $path $log (-not $quiet)
        return $process
    }
    if ($program -eq 'wusa') {
        $process = Start-LabProcess $Node 'wusa.exe' $line
        $path = "$($Arguments | Where-Object { -not $_.StartsWith('/') } | Select-LabFirst 1)"
        # The Windows Update Agent refuses the token of a remote session, and a window needs a person.
        $quiet = $Arguments -contains '/quiet'
        if ($System) { Start-LabPackage $Node $process $path '' (-not $quiet) } else { Start-LabRefusal $Node $process '' $script:AccessDenied }
        return $process
    }
    $package = Find-LabPackageFile $FilePath
    if ($null -eq $package -and $null -eq (Find-LabFile $Node $FilePath) -and $FilePath -notmatch '^(cmd|cscript|shutdown)') {
        return $null
    }
    $process = Start-LabProcess $Node "$program.exe" $line
    if ($null -ne $package) { Start-LabPackage $Node $process $package.path '' $false } else { Complete-LabProcess $Node $process.id 0 }
    return $process
}

# An installer on the package at that path; 1619 when it cannot be opened, such as a share, for which a remote session
# has no credentials (the second hop).
function Start-LabPackage($Node, $Process, [string]$Path, [string]$Log, [bool]$Attended) {
    $package = Find-LabPackageFile $Path
    if ($null -ne $package -and $null -ne (Find-LabFile $Node $Path)) {
        [void](Start-LabInstall $Node $package $Process.id $Log $Attended)
        return
    }
    Start-LabRefusal $Node $Process $Log $script:CannotBeOpened
}

$script:CannotBeOpened = 1619
# E_ACCESSDENIED, as a program's exit code.
$script:AccessDenied = -2147024891

# An installer that ends before it has looked at a package.
function Start-LabRefusal($Node, $Process, [string]$Log, [int]$ExitCode) {
    $install = [LabInstall]::new()
    $install.id = Get-LabNumber
    $install.node = $Node.name
    $install.processId = $Process.id
    $install.log = $Log
    $install.stage = 'refused'
    $install.exitCode = $ExitCode
    $install.startedAt = $script:World.clock.now
    $script:World.installs.Add($install)
    Add-LabPending 1 'install-end' $Node.name "$($install.id)" 0
}

function Find-LabPackageFile([string]$Path) {
    foreach ($package in $script:World.packages) { if ($package.path -eq $Path) { return $package } }
}

# The word after a switch on a command line, without its quotes.
function Get-LabArgument([string[]]$Arguments, [string[]]$Switches) {
    for ($i = 0; $i -lt $Arguments.Count - 1; $i++) {
        if ($Switches -contains $Arguments[$i]) { return $Arguments[$i + 1].Trim('"') }
    }
    return ''
}

# A command line in words, quotes kept together and taken off.
function Split-LabCommandLine([string]$CommandLine) {
    foreach ($match in [System.Text.RegularExpressions.Regex]::Matches($CommandLine, '(?:"[^"]*"|[^\s"])+')) {
        $match.Value.Replace('"', '')
    }
}
