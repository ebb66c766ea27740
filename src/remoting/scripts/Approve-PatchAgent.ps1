function Approve-PatchAgent {
  <#
  .SYNOPSIS
  Approves the pending updates of the named agents. An agent that has none pending is left alone.
  #>
  param([string[]] $Agent)
  $ErrorActionPreference = 'Stop'
  try {
    Connect-PatchManagementGroup
    foreach ($action in @(Get-AgentPendingAction)) {
      $name = "$($action.AgentName)"
      if ("$($action.AgentPendingActionType)" -ne 'UpdateAgent' -or $Agent -notcontains $name) { continue }
      $action | Approve-AgentPendingAction | Out-Null
      New-Object PSObject -Property @{ Agent = $name; ApprovedAt = ConvertTo-PatchTime (Get-Date) }
    }
  }
  catch { Stop-PatchOperation -Record $_ -Doing 'Approving the updates of agents' }
  finally { Set-Location -Path 'C:\' }
}
