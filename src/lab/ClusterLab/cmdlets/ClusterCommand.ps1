# cluster.exe, by the same rules as the cmdlets. Its exit code is the Windows error number, and its words hold it too.
# Sources: Microsoft, Windows Server 2003 command-line reference, "Cluster group", "Cluster resource", "Cluster node",
# "Property lists". Without /wait a move is given up after 20 seconds and goes on all the same.

function cluster.exe {
    $words = @($args | ForEach-Object { $_ } | ForEach-Object { "$_" })
    Use-LabWorld -Change {
        $global:LASTEXITCODE = 0
        try { Invoke-LabClusterCommand $here $words }
        catch {
            $number = if ("$_" -match '\(0x[0-9A-F]{8} / (\d+)\)') { [int]$Matches[1] } else { 1 }
            $global:LASTEXITCODE = $number
            ''
            'System error {0} has occurred (0x{0:x8}).' -f $number
            ("$_" -replace '\s*\(0x[0-9A-F]{8} / \d+\)', '')
        }
    }
}

function Invoke-LabClusterCommand($Here, [string[]]$Words) {
    $kind, $name, $option = $Words[0..2]
    $rest = @($Words | Select-Object -Skip 3)
    if (-not (Test-LabClusterRunning $Here)) { throw 'The cluster service is not running (0x800706D9 / 1753).' }
    switch -Regex ($kind) {
        '^node$' { Invoke-LabClusterNodeCommand $name $option; return }
        '^group$' { Invoke-LabClusterGroupCommand $name $option $rest; return }
        '^res(ource)?$' { Invoke-LabClusterResourceCommand $name $option $rest; return }
    }
    throw "Unknown command $kind (0x80070057 / 87)."
}

function Test-LabClusterRunning($Here) { return $Here.membership -eq 'Up' }

function Invoke-LabClusterNodeCommand([string]$Name, [string]$Option) {
    switch -Regex ($Option) {
        '^/pause$' { Suspend-ClusterNode -Name $Name -ErrorAction Stop | Out-Null }
        '^/resume$' { Resume-ClusterNode -Name $Name -ErrorAction Stop | Out-Null }
        '^(/stat(us)?)?$' { Get-ClusterNode -Name $Name -ErrorAction Stop | Out-Null }
        default { throw "Unknown option $Option (0x80070057 / 87)." }
    }
    $node = Find-LabNode $Name
    'Node           Node ID Status'
    '-------------- ------- ---------------------'
    '{0,-14} {1,7} {2}' -f $node.name, $node.id, (Get-LabNodeState $node)
}

function Invoke-LabClusterGroupCommand([string]$Name, [string]$Option, [string[]]$Rest) {
    $group = Get-LabCommandTarget $script:World.groups $Name $script:GroupNotFound 'cluster group'
    switch -Regex ($Option) {
        '^/move(to)?(:(.+))?$' {
            $wait = Get-LabCommandWait $Rest 20
            Move-ClusterGroup -Name $Name -Node "$($Matches[3])" -Wait $wait -ErrorAction Stop | Out-Null
            if (-not (Test-LabGroupSettled $group)) { throw "The move of '$Name' was not over in $wait seconds (0x800703E5 / 997)." }
        }
        '^/on(line)?$' { Start-ClusterGroup -Name $Name -Wait (Get-LabCommandWait $Rest 3600) -ErrorAction Stop | Out-Null }
        '^/off(line)?$' { Stop-ClusterGroup -Name $Name -Wait (Get-LabCommandWait $Rest 3600) -ErrorAction Stop | Out-Null }
        '^/priv(properties)?(:(.+))?$' { Invoke-LabPropertyCommand $group 'Resource Group' "$($Matches[3])" $Rest; return }
        '^(/stat(us)?)?$' { }
        default { throw "Unknown option $Option (0x80070057 / 87)." }
    }
    'Group                Node            Status'
    '-------------------- --------------- ------'
    '{0,-20} {1,-15} {2}' -f $group.name, $group.owner, (Get-LabGroupState $group)
}

function Invoke-LabClusterResourceCommand([string]$Name, [string]$Option, [string[]]$Rest) {
    $resource = Get-LabCommandTarget $script:World.resources $Name $script:ResourceNotFound 'cluster resource'
    switch -Regex ($Option) {
        '^/on(line)?$' { Start-ClusterResource -Name $Name -Wait (Get-LabCommandWait $Rest 3600) -ErrorAction Stop | Out-Null }
        '^/off(line)?$' { Stop-ClusterResource -Name $Name -Wait (Get-LabCommandWait $Rest 3600) -ErrorAction Stop | Out-Null }
        '^/prop(erties)?$' {
            foreach ($setting in $Rest) {
                if ($setting -notmatch '^(RestartAction|RestartThreshold|RestartPeriod)=(\d+)(:dword)?$') { throw "Unknown property $setting (0x80070057 / 87)." }
                $resource.($script:WritableResource[$Matches[1]]) = [int]$Matches[2]
            }
            return
        }
        '^/priv(properties)?$' { Invoke-LabPropertyCommand $resource 'Resource' '' $Rest; return }
        '^(/stat(us)?)?$' { }
        default { throw "Unknown option $Option (0x80070057 / 87)." }
    }
    'Resource             Group                Node            Status'
    '-------------------- -------------------- --------------- ------'
    '{0,-20} {1,-20} {2,-15} {3}' -f $resource.name, $resource.group, (Find-LabGroup $resource.group).owner, $resource.state
}

function Get-LabCommandTarget($Things, [string]$Name, [int]$Number, [string]$Noun) {
    foreach ($thing in $Things) { if ($thing.name -eq $Name) { return $thing } }
    throw ('The {0} could not be found (0x{1:X8} / {2}).' -f $Noun, (-2147024896 + $Number), $Number)
}

function Get-LabCommandWait([string[]]$Rest, [int]$Otherwise) {
    foreach ($word in $Rest) {
        if ($word -match '^/wait:(\d+)$') { return [int]$Matches[1] }
        if ($word -eq '/wait') { return 3600 }
    }
    return $Otherwise
}

# /priv lists, /priv NAME=VALUE[:FORMAT] sets, and /priv:NAME /usedefault deletes. A value with a comma is a list.
function Invoke-LabPropertyCommand($Thing, [string]$Column, [string]$Only, [string[]]$Rest) {
    if ($Rest -contains '/usedefault') {
        foreach ($parameter in @($Thing.parameters | Where-Object { $_.name -eq $Only })) { [void]$Thing.parameters.Remove($parameter) }
        return
    }
    foreach ($setting in $Rest) {
        if ($setting -notmatch '^(\w+)=([^,:"]*)(:(string|dword))?$') { throw "The property list is not valid: $setting (0x80070057 / 87)." }
        $name = $Matches[1]; $value = $Matches[2]; $type = if ($Matches[4] -eq 'dword') { 'UInt32' } else { 'String' }
        $parameter = @($Thing.parameters | Where-Object { $_.name -eq $name })[0]
        if ($null -eq $parameter) { $parameter = [LabParameter]::new(); $parameter.name = $name; $Thing.parameters.Add($parameter) }
        $parameter.type = $type
        $parameter.value = $value
    }
    if ($Rest.Count -gt 0) { return }
    "Listing private properties for '$($Thing.name)':"
    ''
    "T  {0,-20} Name                           Value" -f $Column
    '-- -------------------- ------------------------------ -----------------------'
    foreach ($parameter in $Thing.parameters) {
        '{0}  {1,-20} {2,-30} {3}' -f $parameter.type[0], $Thing.name, $parameter.name, $parameter.value
    }
}
