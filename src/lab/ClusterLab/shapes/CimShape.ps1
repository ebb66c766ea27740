# Instances of the WMI classes that the lab has. The same instance serves Get-CimInstance and Get-WmiObject, but for the
# times, which the older cmdlet gives as DMTF text.

function Get-LabWmiInstance($Node, [string]$Namespace, [string]$Class, [bool]$Old) {
    if (Test-LabMsCluster $Namespace) { return Get-LabMsClusterInstance $Node $Class }
    switch ($Class) {
        'Win32_Service' { foreach ($service in $Node.services) { New-LabWin32Service $service $Node } }
        'Win32_OperatingSystem' { New-LabOperatingSystem $Node $Old }
        'Win32_Process' { foreach ($process in $Node.processes) { New-LabWin32Process $process.id $process.name $process.commandLine $process.startedAt $Old } }
        'Win32_ComputerSystem' {
            [pscustomobject]@{ __CLASS = $Class; Name = $Node.name; DNSHostName = $Node.name; Domain = $script:World.cluster.domain; PartOfDomain = $true; Manufacturer = 'Lab'; Model = 'Lab node' }
        }
    }
}

function Test-LabMsCluster([string]$Namespace) { return ($Namespace -replace '/', '\') -match '(^|\\)mscluster$' }

function Test-LabWmiClass([string]$Namespace, [string]$Class) {
    if (Test-LabMsCluster $Namespace) { return $Class -in $script:ClusterClasses }
    return $Class -in 'Win32_Service', 'Win32_OperatingSystem', 'Win32_Process', 'Win32_ComputerSystem'
}

function Get-LabWmiTime([long]$Instant, [bool]$Old) {
    if (-not $Old) { return ConvertFrom-LabInstant $Instant }
    return [DateTimeOffset]::FromUnixTimeMilliseconds($Instant).ToString('yyyyMMddHHmmss.ffffff') + '+000'
}

function New-LabOperatingSystem($Node, [bool]$Old) {
    return [pscustomobject]@{
        __CLASS = 'Win32_OperatingSystem'
        Caption = $Node.osCaption
        Version = $Node.osVersion
        CSName = $Node.name
        OSArchitecture = '64-bit'
        LastBootUpTime = Get-LabWmiTime $Node.lastBoot $Old
        LocalDateTime = Get-LabWmiTime $script:World.clock.now $Old
        FreePhysicalMemory = 4194304
    }
}

function New-LabWin32Process([int]$Id, [string]$Name, [string]$CommandLine, [long]$StartedAt, [bool]$Old) {
    return [pscustomobject]@{
        __CLASS = 'Win32_Process'
        ProcessId = [uint32]$Id
        Handle = "$Id"
        Name = $Name
        CommandLine = $CommandLine
        CreationDate = Get-LabWmiTime $StartedAt $Old
        SessionId = 0
    }
}
