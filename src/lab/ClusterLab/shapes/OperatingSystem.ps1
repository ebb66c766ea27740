# What a node of each Windows generation has. Names: 2003, 2008, 2008r2, 2012+.
# Source: Microsoft, Failover Clusters cmdlets (first in 2008 R2); WMF system requirements.

# Cmdlets that came with PowerShell 3.0, and those of the FailoverClusters module.
$script:SinceVersion3 = 'Get-CimInstance', 'Invoke-CimMethod', 'Set-CimInstance', 'Get-FileHash'
$script:ClusterCmdlets = 'Get-Cluster', 'Get-ClusterNode', 'Get-ClusterGroup', 'Get-ClusterResource', 'Get-ClusterParameter',
    'Set-ClusterParameter', 'Get-ClusterOwnerNode', 'Set-ClusterOwnerNode', 'Move-ClusterGroup', 'Start-ClusterGroup', 'Stop-ClusterGroup',
    'Start-ClusterResource', 'Stop-ClusterResource', 'Suspend-ClusterNode', 'Resume-ClusterNode', 'Get-ClusterQuorum',
    'Get-ClusterResourceDependency', 'Get-ClusterLog', 'Test-Cluster', 'Start-ClusterNode', 'Stop-ClusterNode', 'Get-ClusterNetwork'

# Takes away what that Windows does not have, and lets Import-Module FailoverClusters find a module where it does.
function Enter-LabOs([string]$Os, [bool]$InCluster) {
    $hidden = @()
    if ($Os -eq '2003' -or $Os -eq '2008') { $hidden = $script:ClusterCmdlets + $script:SinceVersion3 }
    if ($Os -eq '2008r2') { $hidden = $script:SinceVersion3 }
    if (-not $InCluster) { $hidden += $script:ClusterCmdlets }
    foreach ($name in $hidden) {
        $item = "function:global:$name"
        if ($ExecutionContext.InvokeProvider.Item.Exists($item)) {
            $ExecutionContext.InvokeProvider.Item.Remove($item, $false)
        }
    }
    $modules = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($PSScriptRoot), 'modules')
    $separator = [System.IO.Path]::PathSeparator
    $others = @($env:PSModulePath -split $separator | Where-Object { $_ -ne $modules -and $_ -ne '' })
    if ($hidden -notcontains 'Get-Cluster') { $others = @($modules) + $others }
    $env:PSModulePath = $others -join $separator
}
