# A session through a node's endpoint, made what such a session is on Windows; the engine itself holds it to that.

$script:LabDoors = 'Enable-LabFault'

# This module means the cmdlets, not the narrowed functions that a restricted session has by these names.
${alias:Get-Command} = 'Microsoft.PowerShell.Core\Get-Command'
${alias:Select-Object} = 'Microsoft.PowerShell.Utility\Select-Object'
${alias:Measure-Object} = 'Microsoft.PowerShell.Utility\Measure-Object'

function Enter-LabEndpoint($Session, [string]$Mode) {
    if ($Mode -eq 'FullLanguage') { return }
    if ($Mode -eq 'NoLanguage') { Enter-LabRestrictedSession $Session }
    $ExecutionContext.SessionState.LanguageMode = $Mode
}

# JEA: the module of the role capability, the narrowed commands that every restricted session has, and nothing else to be
# seen. The files are those that an administrator would register on Windows, beside the world.
# Source: Microsoft, "JEA session configurations" (SessionType RestrictedRemoteServer).
function Enter-LabRestrictedSession($Session) {
    $folder = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($script:WorldPath), 'endpoint', 'ClusterPatch')
    $capability = [System.IO.Path]::Combine($folder, 'RoleCapabilities', 'ClusterPatch.psrc')
    $visible = @($script:LabDoors)
    if ([System.IO.File]::Exists($capability)) {
        $role = & ([scriptblock]::Create([System.IO.File]::ReadAllText($capability)))
        $visible += $role.VisibleFunctions
        Import-Module -Name ([System.IO.Path]::Combine($folder, 'ClusterPatch.psd1')) -Global -ErrorAction Stop
    }
    $narrowed = @{}
    foreach ($command in [System.Management.Automation.CommandMetadata]::GetRestrictedCommands('RemoteServer').Values) {
        $narrowed[$command.Name] = [scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create($command))
        $visible += $command.Name
    }
    [void](Invoke-LabInSession $Session {
            param($Narrowed, $Visible)
            foreach ($name in @($Narrowed.Keys)) { [void]$ExecutionContext.InvokeProvider.Item.Set("function:global:$name", $Narrowed[$name]) }
            foreach ($command in @($ExecutionContext.InvokeCommand.GetCommands('*', 'Alias, Function, Filter, Cmdlet', $true))) {
                if ($Visible -notcontains $command.Name -or $command.CommandType -eq 'Cmdlet') { $command.Visibility = 'Private' }
            }
            $ExecutionContext.SessionState.Applications.Clear()
            $ExecutionContext.SessionState.Scripts.Clear()
        } @($narrowed, $visible))
}
