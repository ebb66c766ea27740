# The cmdlets of Operations Manager 2007: a snap-in of Windows PowerShell, connected to the root management server's SDK
# service, which act below the place OperationsManagerMonitoring:: where the session stands.

$script:OperationsManagerSnapIn = 'Microsoft.EnterpriseManagement.OperationsManager.Client'
$script:SnapInAdded = $false
$script:ConnectedTo = ''
$script:InManagementGroup = $false

function Add-PSSnapin {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0)][string[]]$Name, [switch]$PassThru)
    foreach ($one in $Name) {
        if ($one -ne $script:OperationsManagerSnapIn) {
            Write-LabError $PSCmdlet (New-LabNotFound "No snap-ins have been registered for Windows PowerShell version 2." 'AddPSSnapInRead' $one)
            return
        }
        $script:SnapInAdded = $true
    }
}

function Get-PSSnapin {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$Name, [switch]$Registered)
    if ($script:SnapInAdded) { return [pscustomobject]@{ Name = $script:OperationsManagerSnapIn } }
    if ($Name) { Write-LabError $PSCmdlet (New-LabNotFound "No Windows PowerShell snap-ins matching the pattern '$Name' were found." 'NoPSSnapInsFound' $Name) }
}

function Set-Location {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0)][string]$Path, [switch]$PassThru)
    if ($Path -notlike 'OperationsManagerMonitoring::*' -and -not (Test-LabDrivePath $Path)) {
        Invoke-LabOriginal 'Set-Location' $PSBoundParameters
        return
    }
    $script:InManagementGroup = $Path -like 'OperationsManagerMonitoring::*'
    if ($script:InManagementGroup -and -not $script:SnapInAdded) {
        $script:InManagementGroup = $false
        Write-LabError $PSCmdlet (New-LabNotFound "Cannot find a provider with the name 'OperationsManagerMonitoring'." 'ProviderNotFound' $Path)
    }
}

# Runs the body while the management group can be asked: its SDK service runs, and the session is connected and stands in it.
function Use-LabManagementGroup($Cmdlet, [scriptblock]$GroupBody, [switch]$Change) {
    if (-not $script:SnapInAdded) { throw "The term '$($Cmdlet.MyInvocation.MyCommand.Name)' is not recognized as the name of a cmdlet." }
    if (-not $script:InManagementGroup) { throw 'The current location is not in a management group: use OperationsManagerMonitoring::.' }
    $labGroupBody = $GroupBody
    Use-LabWorld -Change:$Change {
        if ($script:ConnectedTo -eq '' -or -not (Test-LabSdk)) { throw 'There is no connection to a management group.' }
        & $labGroupBody
    }
}

# The door to the management group: the SDK service as a resource that is online.
function Test-LabSdk {
    $resource = Find-LabServiceResource 'OMSDK'
    return $null -ne $resource -and $resource.state -eq 'Online'
}

function New-ManagementGroupConnection {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true, Position = 0)][string]$ConnectionString, [pscredential]$Credential)
    if (-not $script:SnapInAdded) { throw "The term 'New-ManagementGroupConnection' is not recognized as the name of a cmdlet." }
    Use-LabWorld {
        if ((Test-LabSdk) -and $ConnectionString -in (Get-LabRootServer), (Get-LabQualifiedName (Get-LabRootServer))) {
            $script:ConnectedTo = $ConnectionString
            return [pscustomobject]@{ ManagementServerName = $ConnectionString }
        }
        $text = "Cannot connect to ${ConnectionString}: the sdk service is either not running or not yet initialized."
        Write-LabError $PSCmdlet (New-LabNotFound $text 'ServiceNotRunning' $ConnectionString)
    }
}

function Get-ManagementGroupConnection {
    [CmdletBinding()]
    param()
    if ($script:ConnectedTo -eq '') { return }
    Use-LabWorld {
        [pscustomobject]@{ ManagementServerName = $script:ConnectedTo; ManagementGroup = [pscustomobject]@{ IsConnected = Test-LabSdk } }
    }
}

function Get-ManagementServer {
    [CmdletBinding()]
    param()
    Use-LabManagementGroup $PSCmdlet {
        New-LabManagementServerShape (Get-LabRootServer) $true $false
        foreach ($server in $world.managementGroup.servers) { New-LabManagementServerShape $server.name $false $server.gateway }
    }
}

function Get-Agent {
    [CmdletBinding()]
    param()
    Use-LabManagementGroup $PSCmdlet { foreach ($agent in $world.managementGroup.agents) { New-LabAgentShape $agent } }
}

function Get-MonitoringClass {
    [CmdletBinding()]
    param([string]$Name)
    Use-LabManagementGroup $PSCmdlet {
        if ($Name -eq 'Microsoft.SystemCenter.Agent') { [pscustomobject]@{ Name = $Name } }
    }
}

function Get-MonitoringObject {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][psobject]$MonitoringClass)
    Use-LabManagementGroup $PSCmdlet { foreach ($agent in $world.managementGroup.agents) { New-LabMonitoredAgentShape $agent } }
}

function Get-AgentPendingAction {
    [CmdletBinding()]
    param()
    Use-LabManagementGroup $PSCmdlet {
        foreach ($action in $world.managementGroup.pendingActions) { New-LabPendingActionShape $action }
    }
}

function Approve-AgentPendingAction {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)][psobject[]]$AgentPendingAction)
    process {
        foreach ($one in $AgentPendingAction) {
            if (-not $PSCmdlet.ShouldProcess($one.AgentName)) { continue }
            Use-LabManagementGroup -Change $PSCmdlet {
                $agent = Find-LabAgent $one.AgentName
                if ($null -ne $agent -and $null -ne (Find-LabPendingAction $agent.name 'UpdateAgent', 'UpdateFailed')) { Start-LabAgentUpdate $agent }
            }
        }
    }
}

<#
.SYNOPSIS
Plays the person who patches an agent at its own keyboard, with the patch of a package.
#>
function Update-LabAgent {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Name, [Parameter(Mandatory = $true)][string]$Package)
    Use-LabWorld -Change {
        $agent = Find-LabAgent $Name
        $found = Find-LabPackage $Package
        if ($null -eq $agent -or $null -eq $found) { throw "The lab has no agent '$Name', or no package '$Package'." }
        $agent.reachable = $true
        Add-LabAgentPatch $agent $found
        $action = Find-LabPendingAction $agent.name 'UpdateAgent', 'UpdateFailed'
        if ($null -ne $action) { [void]$world.managementGroup.pendingActions.Remove($action) }
    }
}
