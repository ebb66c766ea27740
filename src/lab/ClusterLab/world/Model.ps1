# The world as it lies in world.json, in the same names and the same shape as the zod schema in src/lab/world.ts.
# Instants are milliseconds since 1970 (UTC), durations are seconds.

enum ServiceControllerStatus { Stopped = 1; StartPending = 2; StopPending = 3; Running = 4; ContinuePending = 5; PausePending = 6; Paused = 7 }
enum ServiceStartMode { Boot = 0; System = 1; Automatic = 2; Manual = 3; Disabled = 4 }
enum ClusterNodeState { Unknown = -1; Up = 0; Down = 1; Paused = 2; Joining = 3 }
enum ClusterNodeDrainStatus { NotInitiated = 0; InProgress = 1; Completed = 2; Failed = 3 }
enum ClusterGroupState { Unknown = -1; Online = 0; Offline = 1; Failed = 2; PartialOnline = 3; Pending = 4 }
enum ClusterResourceState { Unknown = -1; Inherited = 0; Initializing = 1; Online = 2; Offline = 3; Failed = 4; Pending = 128; OnlinePending = 129; OfflinePending = 130 }
enum ResumeClusterNodeFailbackType { NoFailback = 0; Immediate = 1; Policy = 2 }
enum ClusterQuorumType { Unknown = 0; Majority = 1; DiskOnly = 2 }

class LabClock { [long]$now = 0; [long]$touched = 0 }

class LabDurations {
    [double]$installStopAfter = 5
    [double]$filesReplacedAfter = 3
    [double]$servicesStartedAfter = 20
    [double]$installTail = 10
    [double]$serviceStart = 2
    [double]$serviceStop = 2
    [double]$resourceOnline = 4
    [double]$resourceOffline = 2
    [double]$restartDelay = 0.5
    [double]$nodeShutdown = 5
    [double]$nodeBoot = 120
    [double]$nodeJoin = 10
    [double]$delayedStart = 120
    [double]$serviceTimeout = 60
    [double]$pendingTimeout = 180
}

class LabSettings { [double]$pollSeconds = 5; [double]$straySeconds = 900; [string]$languageMode = 'FullLanguage'; [bool]$realTime = $true; [LabDurations]$durations = [LabDurations]::new() }

class LabService {
    [string]$name = ''; [string]$displayName = ''; [string]$startName = 'LocalSystem'; [string]$pathName = ''
    [string]$startType = 'Manual'; [string]$status = 'Stopped'
    [bool]$needsSharedDisk = $false; [bool]$stuck = $false
    [int]$processId = 0; [int]$exitCode = 0; [long]$specificExitCode = 0
    # Each start and each stop takes a number, so that an event meant for an earlier one is known as late.
    [int]$turn = 0
    [long]$straySince = 0
}

class LabFile {
    [string]$path = ''; [bool]$directory = $false; [string]$content = ''; [string]$stored = ''; [string]$version = ''
    [long]$length = 0; [long]$modified = 0
}

class LabRegistryValue { [string]$key = ''; [string]$name = ''; [string[]]$data = @() }
class LabReplacement { [string]$path = ''; [string]$version = '' }
class LabLogEntry { [int]$index = 0; [string]$log = ''; [int]$id = 0; [string]$source = ''; [string]$level = ''; [long]$at = 0; [string]$message = '' }

class LabProcess {
    [int]$id = 0; [string]$name = ''; [string]$commandLine = ''; [long]$startedAt = 0
    # A script that waits for another process is played again from its start when that one has ended (ScriptProcess.ps1).
    [string]$script = ''; [int]$waitsFor = 0; [long[]]$dates = @()
    # Whether it runs as SYSTEM, and not with the token of a remote session.
    [bool]$system = $false
}

class LabTask { [string]$name = ''; [string]$line = '' }

class LabNextInstall { [int]$exitCode = -1; [bool]$oldFiles = $false; [bool]$earlyRestart = $false }

class LabNode {
    [string]$name = ''; [int]$id = 0; [string]$os = '2012+'; [string]$osVersion = ''; [string]$osCaption = ''; [string]$architecture = 'AMD64'; [string]$powershellVersion = ''
    [bool]$power = $true; [string]$membership = 'Up'; [bool]$paused = $false; [string]$drainStatus = 'NotInitiated'
    [long]$lastBoot = 0; [int]$boots = 0; [bool]$elevated = $true
    [bool]$stickNextStop = $false; [bool]$refuseNextMove = $false
    [LabNextInstall]$nextInstall = [LabNextInstall]::new()
    [string[]]$restartPending = @()
    [System.Collections.Generic.List[LabService]]$services = [System.Collections.Generic.List[LabService]]::new()
    [System.Collections.Generic.List[LabFile]]$files = [System.Collections.Generic.List[LabFile]]::new()
    [System.Collections.Generic.List[LabRegistryValue]]$registry = [System.Collections.Generic.List[LabRegistryValue]]::new()
    [System.Collections.Generic.List[LabReplacement]]$replacements = [System.Collections.Generic.List[LabReplacement]]::new()
    [System.Collections.Generic.List[LabProcess]]$processes = [System.Collections.Generic.List[LabProcess]]::new()
    [System.Collections.Generic.List[LabTask]]$tasks = [System.Collections.Generic.List[LabTask]]::new()
    [string[]]$logs = @()
    [System.Collections.Generic.List[LabLogEntry]]$entries = [System.Collections.Generic.List[LabLogEntry]]::new()
}

class LabParameter { [string]$name = ''; [string]$type = 'String'; [string]$value = '' }

class LabGroup {
    [string]$name = ''; [string]$id = ''; [bool]$core = $false; [string]$owner = ''
    [string[]]$preferredOwners = @(); [int]$autoFailbackType = 0; [int]$failbackWindowStart = -1; [int]$failbackWindowEnd = -1
    # While it leaves its owner: where to, and why (move, drain, failover, failback).
    [bool]$leaving = $false; [string]$target = ''; [string]$cause = ''
    [string]$drainedFrom = ''; [long[]]$failovers = @()
    [System.Collections.Generic.List[LabParameter]]$parameters = [System.Collections.Generic.List[LabParameter]]::new()
}

class LabResource {
    [string]$name = ''; [string]$id = ''; [string]$type = ''; [string]$group = ''; [bool]$core = $false
    [string]$state = 'Online'; [bool]$wanted = $true; [bool]$restartDue = $false; [int]$turn = 0
    [string[]]$dependsOn = @(); [string[]]$possibleOwners = @()
    [int]$restartAction = 2; [int]$restartThreshold = 3; [int]$restartPeriod = 900000
    [int]$restAction = 2; [int]$restThreshold = 3; [int]$restPeriod = 900000
    [long[]]$failures = @()
    [System.Collections.Generic.List[LabParameter]]$parameters = [System.Collections.Generic.List[LabParameter]]::new()
}

class LabCluster { [string]$name = ''; [string]$domain = ''; [string]$quorumType = 'Majority'; [string]$quorumResource = '' }

class LabDatabase { [string]$server = ''; [string]$name = ''; [string]$version = '' }

class LabPackage {
    [string]$id = ''; [string]$kb = ''; [string]$title = ''; [string]$kind = 'msp'; [string]$path = ''
    [bool]$changesDatabase = $false; [string]$databaseService = ''; [string]$databaseVersion = ''
    [string[]]$services = @()
    [string[]]$agentPatches = @()
    [string]$agentPatchList = ''
    [System.Collections.Generic.List[LabReplacement]]$files = [System.Collections.Generic.List[LabReplacement]]::new()
}

class LabInstall {
    [int]$id = 0; [string]$node = ''; [string]$package = ''; [int]$processId = 0; [string]$log = ''
    # starting, holding (services stopped), started, dialog, ended, lost
    [string]$stage = 'starting'
    [bool]$attended = $false; [bool]$databaseReady = $false; [bool]$oldFiles = $false; [bool]$earlyRestart = $false; [bool]$locked = $false
    [int]$forcedExit = -1; [int]$exitCode = -1; [string[]]$ranBefore = @()
    [long]$startedAt = 0; [long]$endedAt = 0
}

# The agent's server is the empty text when it is the root management server.
class LabAgent {
    [string]$name = ''; [string]$server = ''; [bool]$manual = $false; [bool]$reachable = $true; [bool]$keepsOldFiles = $false
    [string]$patchList = ''
}

class LabGroupServer { [string]$name = ''; [bool]$gateway = $false }
class LabPendingAction { [string]$agent = ''; [string]$type = ''; [string]$package = '' }

class LabManagementGroup {
    [System.Collections.Generic.List[LabGroupServer]]$servers = [System.Collections.Generic.List[LabGroupServer]]::new()
    [System.Collections.Generic.List[LabAgent]]$agents = [System.Collections.Generic.List[LabAgent]]::new()
    [System.Collections.Generic.List[LabPendingAction]]$pendingActions = [System.Collections.Generic.List[LabPendingAction]]::new()
}

class LabPending { [long]$at = 0; [int]$order = 0; [string]$kind = ''; [string]$node = ''; [string]$subject = ''; [int]$turn = 0 }
class LabFault { [string]$kind = ''; [string]$operation = ''; [string]$node = ''; [string]$value = ''; [int]$processId = 0; [bool]$fired = $false }
class LabHazard { [string]$kind = ''; [long]$at = 0; [string]$detail = '' }
class LabRunStart { [string]$runId = ''; [long]$downMilliseconds = 0; [int]$failovers = 0; [int]$moves = 0; [int]$hazards = 0 }
class LabTally { [long]$downSince = 0; [long]$downMilliseconds = 0; [int]$failovers = 0; [int]$moves = 0 }

class LabWorld {
    [int]$version = 1
    [int]$lastNumber = 0
    [LabClock]$clock = [LabClock]::new()
    [LabSettings]$settings = [LabSettings]::new()
    [LabCluster]$cluster = [LabCluster]::new()
    [System.Collections.Generic.List[LabNode]]$nodes = [System.Collections.Generic.List[LabNode]]::new()
    # Machines that are no nodes of the cluster: a management server, a gateway.
    [System.Collections.Generic.List[LabNode]]$servers = [System.Collections.Generic.List[LabNode]]::new()
    [LabManagementGroup]$managementGroup = [LabManagementGroup]::new()
    [System.Collections.Generic.List[LabGroup]]$groups = [System.Collections.Generic.List[LabGroup]]::new()
    [System.Collections.Generic.List[LabResource]]$resources = [System.Collections.Generic.List[LabResource]]::new()
    [System.Collections.Generic.List[LabPackage]]$packages = [System.Collections.Generic.List[LabPackage]]::new()
    [System.Collections.Generic.List[LabInstall]]$installs = [System.Collections.Generic.List[LabInstall]]::new()
    [LabDatabase]$database = [LabDatabase]::new()
    [string[]]$patchedDatabases = @()
    # Accounts that cannot log on.
    [string[]]$lockedAccounts = @()
    [System.Collections.Generic.List[LabPending]]$pending = [System.Collections.Generic.List[LabPending]]::new()
    [System.Collections.Generic.List[LabFault]]$faults = [System.Collections.Generic.List[LabFault]]::new()
    [System.Collections.Generic.List[LabHazard]]$hazards = [System.Collections.Generic.List[LabHazard]]::new()
    [System.Collections.Generic.List[LabRunStart]]$runStarts = [System.Collections.Generic.List[LabRunStart]]::new()
    [LabTally]$tally = [LabTally]::new()
}
