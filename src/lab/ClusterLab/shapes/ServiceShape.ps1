# A service as Get-Service gives it (System.ServiceProcess.ServiceController) and as Win32_Service tells it.
# The two name start types and states differently. Sources: Microsoft, Win32_Service; PowerShell, Get-Service.

function New-LabServiceShape($Service, $Node) {
    $automatic = $Service.startType -like 'Automatic*'
    $shape = New-LabShape 'System.ServiceProcess.ServiceController' ([ordered]@{
        Name = $Service.name
        ServiceName = $Service.name
        DisplayName = $Service.displayName
        Status = [ServiceControllerStatus]$Service.status
        StartType = if ($automatic) { [ServiceStartMode]::Automatic } else { [ServiceStartMode]$Service.startType }
        MachineName = '.'
        CanStop = $Service.status -eq 'Running'
        CanShutdown = $Service.status -eq 'Running'
        CanPauseAndContinue = $false
        ServiceType = 'Win32OwnProcess'
        DependentServices = @()
        RequiredServices = @()
        ServicesDependedOn = @()
    })
    # Since PowerShell 6; Windows PowerShell has no word for the delayed start here.
    if ([int]($Node.powershellVersion -split '\.')[0] -ge 6) {
        $shape.PSObject.Properties.Add([psnoteproperty]::new('DelayedAutoStart', $Service.startType -eq 'AutomaticDelayed'))
        $startup = if ($Service.startType -eq 'AutomaticDelayed') { 'AutomaticDelayedStart' } else { $Service.startType }
        $shape.PSObject.Properties.Add([psnoteproperty]::new('StartupType', $startup))
    }
    return $shape
}

$script:WmiState = @{ Stopped = 'Stopped'; StartPending = 'Start Pending'; StopPending = 'Stop Pending'; Running = 'Running'; Paused = 'Paused' }
$script:WmiStartMode = @{ Automatic = 'Auto'; AutomaticDelayed = 'Auto'; Manual = 'Manual'; Disabled = 'Disabled' }

function New-LabWin32Service($Service, $Node) {
    return New-LabShape 'Microsoft.Management.Infrastructure.CimInstance#root/cimv2/Win32_Service' ([ordered]@{
        Name = $Service.name
        DisplayName = $Service.displayName
        Caption = $Service.displayName
        State = $script:WmiState[$Service.status]
        Status = 'OK'
        Started = $Service.status -eq 'Running'
        StartMode = $script:WmiStartMode[$Service.startType]
        DelayedAutoStart = $Service.startType -eq 'AutomaticDelayed'
        StartName = $Service.startName
        PathName = $Service.pathName
        ProcessId = [uint32]$Service.processId
        ExitCode = [uint32]$Service.exitCode
        ServiceSpecificExitCode = [uint32]$Service.specificExitCode
        ServiceType = 'Own Process'
        SystemName = $Node.name
        PSComputerName = $null
        __CLASS = 'Win32_Service'
    })
}
