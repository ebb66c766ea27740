# What a node of each Windows generation has. Names: 2003, 2008, 2008r2, 2012+.
# Sources: Microsoft, Failover Clusters cmdlets (first in 2008 R2); WMF system requirements; "Failover Cluster WMI
# Provider" (requirements of each method; on 2003 pausing was the service's); Suspend-ClusterNode (Windows Server 2012).

# Cmdlets that came with PowerShell 3.0, and those of the FailoverClusters module.
$script:SinceVersion3 = 'Get-CimInstance', 'Invoke-CimMethod', 'Set-CimInstance', 'Get-FileHash'
$script:ClusterCmdlets = 'Get-Cluster', 'Get-ClusterNode', 'Get-ClusterGroup', 'Get-ClusterResource', 'Get-ClusterParameter',
    'Set-ClusterParameter', 'Get-ClusterOwnerNode', 'Set-ClusterOwnerNode', 'Move-ClusterGroup', 'Start-ClusterGroup', 'Stop-ClusterGroup',
    'Start-ClusterResource', 'Stop-ClusterResource', 'Suspend-ClusterNode', 'Resume-ClusterNode', 'Get-ClusterQuorum',
    'Get-ClusterResourceDependency', 'Get-ClusterLog', 'Test-Cluster', 'Start-ClusterNode', 'Stop-ClusterNode', 'Get-ClusterNetwork'

$script:Lacking = @{
    '2003' = $script:ClusterCmdlets + $script:SinceVersion3
    '2008' = $script:ClusterCmdlets + $script:SinceVersion3
    '2008r2' = $script:SinceVersion3
    # An optional feature there (RSAT-Clustering-CmdInterface).
    '2012+' = @('cluster.exe')
}

function Test-LabOsHas([string]$Os, [string]$Command) { return $script:Lacking[$Os] -notcontains $Command }

# The arguments of a method of a cluster class, in the order in which Invoke-WmiMethod takes them: that of their names.
# Null when the class has no such method on that Windows.
function Get-LabClusterMethod([string]$Os, [string]$Class, [string]$Method) {
    $new = $Os -eq '2012+'
    if ($Os -eq '2003') {
        if ($Class -eq 'MSCluster_Service' -and $Method -in 'Pause', 'Resume') { return , @() }
        return $null
    }
    switch ("$Class.$Method") {
        'MSCluster_Node.Pause' { if ($new) { return , @('DrainType', 'TargetNode') } else { return , @() } }
        'MSCluster_Node.Resume' { if ($new) { return , @('FailbackType') } else { return , @() } }
        'MSCluster_ResourceGroup.MoveToNewNode' { return , @('NodeName', 'TimeOut') }
        'MSCluster_ResourceGroup.BringOnline' { return , @('TimeOut') }
        'MSCluster_ResourceGroup.TakeOffline' { return , @('TimeOut') }
        'MSCluster_Resource.BringOnline' { return , @('TimeOut') }
        'MSCluster_Resource.TakeOffline' { if ($new) { return , @('Flags', 'Parameters', 'TimeOut') } else { return , @('TimeOut') } }
    }
    return $null
}

# Takes away what that Windows does not have, and lets Import-Module FailoverClusters find a module where it does.
# In the caller's session: here a name is first that of this module's own function, which must stay.
function Enter-LabOs($Session, [string]$Os, [bool]$InCluster) {
    $hidden = $script:Lacking[$Os]
    if (-not $InCluster) { $hidden += $script:ClusterCmdlets }
    [void](Invoke-LabInSession $Session {
            param($Names)
            foreach ($name in $Names) { Microsoft.PowerShell.Management\Remove-Item -LiteralPath "function:$name" -ErrorAction SilentlyContinue }
        } @(, @($hidden)))
    if ($Os -eq '2008r2') {
        [void](Invoke-LabInSession $Session {
                param($Block)
                ${function:global:Suspend-ClusterNode} = $Block
                ${function:global:Resume-ClusterNode} = $Block
            } @(Join-LabModule $script:PlainNodeCmdlet))
    }
    $modules = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($PSScriptRoot), 'modules')
    $separator = [System.IO.Path]::PathSeparator
    $others = @($env:PSModulePath -split $separator | Where-Object { $_ -ne $modules -and $_ -ne '' })
    if ($hidden -notcontains 'Get-Cluster') { $others = @($modules) + $others }
    $env:PSModulePath = $others -join $separator
}

# Suspend-ClusterNode and Resume-ClusterNode of 2008 R2 know neither drain nor failback.
$script:PlainNodeCmdlet = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]]$Name,
        [string]$Cluster,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        if (-not $PSBoundParameters.ContainsKey('ErrorAction')) {
            $PSBoundParameters['ErrorAction'] = $PSCmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference')
        }
        # In this module the name is that of the whole function.
        if ($MyInvocation.MyCommand.Name -eq 'Suspend-ClusterNode') { Suspend-ClusterNode @PSBoundParameters }
        else { Resume-ClusterNode @PSBoundParameters }
    }
}
