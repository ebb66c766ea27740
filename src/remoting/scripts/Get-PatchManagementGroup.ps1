function Get-PatchManagementGroup {
  <#
  .SYNOPSIS
  The management group as its root management server knows it: servers, agents with their patch lists, pending actions.
  #>
  param()
  $ErrorActionPreference = 'Stop'
  try {
    Connect-PatchManagementGroup
    $servers = @(foreach ($server in @(Get-ManagementServer)) {
      New-Object PSObject -Property @{
        Name = "$($server.Name)"; Root = [bool]$server.IsRootManagementServer; Gateway = [bool]$server.IsGateway
      }
    })
    # An agent's heartbeat and patch list are told of the monitored object, not of the agent itself.
    $seen = @{}
    $class = Get-MonitoringClass -Name 'Microsoft.SystemCenter.Agent'
    foreach ($object in @(Get-MonitoringObject -MonitoringClass $class)) { $seen["$($object.DisplayName)"] = $object }
    $agents = @(foreach ($agent in @(Get-Agent)) {
      $object = $seen["$($agent.Name)"]
      New-Object PSObject -Property @{
        Name = "$($agent.Name)"
        ManagementServer = "$($agent.PrimaryManagementServerName)"
        ManuallyInstalled = [bool]$agent.ManuallyInstalled
        Available = ($null -ne $object) -and [bool]$object.IsAvailable
        PatchList = "$($object.'[Microsoft.SystemCenter.HealthService].PatchList')"
      }
    })
    $pending = @(foreach ($action in @(Get-AgentPendingAction)) {
      New-Object PSObject -Property @{
        Agent = "$($action.AgentName)"
        ManagementServer = "$($action.ManagementServerName)"
        Type = "$($action.AgentPendingActionType)"
      }
    })
  }
  catch { Stop-PatchOperation -Record $_ -Doing 'Reading the management group' }
  finally { Set-Location -Path 'C:\' }
  New-Object PSObject -Property @{
    Time = ConvertTo-PatchTime (Get-Date); Servers = $servers; Agents = $agents; Pending = $pending
  }
}
