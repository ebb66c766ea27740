# Objects of Operations Manager 2007, as its cmdlets give them. Property names: Microsoft, AgentManagedComputer,
# ManagementServer and AgentPendingAction classes; a property of a monitored object bears the name of its class.

function New-LabAgentShape($Agent) {
    $name = Get-LabQualifiedName $Agent.name
    return New-LabShape 'Microsoft.EnterpriseManagement.Administration.AgentManagedComputer' ([ordered]@{
        PrimaryManagementServerName = Get-LabAgentServer $Agent
        Name = $name
        DisplayName = $name
        PrincipalName = $name
        ComputerName = $name -replace '\..*$', ''
        Domain = $name -replace '^[^.]*\.', ''
        HealthState = if ($Agent.reachable) { 'Success' } else { 'Uninitialized' }
        Version = '6.0.6278.0'
        ManuallyInstalled = $Agent.manual
        ProxyingEnabled = $false
    })
}

function New-LabMonitoredAgentShape($Agent) {
    $name = Get-LabQualifiedName $Agent.name
    return New-LabShape 'Microsoft.EnterpriseManagement.Monitoring.MonitoringObject' ([ordered]@{
        DisplayName = $name
        Name = $name
        IsAvailable = $Agent.reachable
        InMaintenanceMode = $false
        '[Microsoft.SystemCenter.HealthService].PatchList' = $Agent.patchList
    })
}

function New-LabManagementServerShape([string]$Name, [bool]$Root, [bool]$Gateway) {
    return New-LabShape 'Microsoft.EnterpriseManagement.Administration.ManagementServer' ([ordered]@{
        Name = Get-LabQualifiedName $Name
        ComputerName = $Name -replace '\..*$', ''
        IsRootManagementServer = $Root
        IsGateway = $Gateway
        HealthState = 'Success'
    })
}

function New-LabPendingActionShape($Action) {
    $agent = Find-LabAgent $Action.agent
    return New-LabShape 'Microsoft.EnterpriseManagement.Administration.AgentPendingAction' ([ordered]@{
        AgentName = Get-LabQualifiedName $agent.name
        ManagementServerName = Get-LabAgentServer $agent
        AgentPendingActionType = $Action.type
    })
}
