@{
    RootModule = 'ClusterLab.psm1'
    ModuleVersion = '0.1.0'
    GUID = 'b1f5c1de-8b7e-4f0e-a1c4-1f3c0b6a7d52'
    Description = 'A simulated failover cluster for rehearsals and tests.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @(
        'Get-Service', 'Set-Service', 'Stop-Service', 'Start-Service', 'Restart-Service', 'Get-CimInstance',
        'Get-WmiObject', 'Invoke-CimMethod', 'Invoke-WmiMethod', 'Set-CimInstance', 'Set-WmiInstance',
        'Get-Cluster', 'Get-ClusterNode', 'Get-ClusterGroup', 'Get-ClusterResource', 'Get-ClusterParameter',
        'Set-ClusterParameter', 'Get-ClusterOwnerNode', 'Set-ClusterOwnerNode', 'Move-ClusterGroup',
        'Start-ClusterGroup', 'Stop-ClusterGroup', 'Start-ClusterResource', 'Stop-ClusterResource',
        'Suspend-ClusterNode', 'Resume-ClusterNode', 'Start-ClusterNode', 'Stop-ClusterNode',
        'Get-ClusterQuorum', 'Get-ClusterResourceDependency', 'Get-ClusterNetwork', 'Get-ClusterLog',
        'Test-Cluster', 'Test-Path', 'Get-Item', 'Get-ItemProperty', 'New-Item', 'Remove-Item', 'Get-ChildItem',
        'Get-Content', 'Set-Content', 'Add-Content', 'Export-Clixml', 'Import-Clixml', 'Get-FileHash',
        'Split-Path', 'Join-Path', 'Start-Process', 'Stop-Process', 'Restart-Computer', 'Get-EventLog',
        'Get-WinEvent', 'Get-Date', 'Start-Sleep', 'whoami.exe', 'certutil.exe', 'sqlcmd.exe', 'schtasks.exe', 'cluster.exe', 'Connect-LabNode',
        'Enable-LabFault', 'Update-LabAgent', 'Add-PSSnapin', 'Get-PSSnapin', 'Set-Location', 'New-ManagementGroupConnection',
        'Get-ManagementGroupConnection', 'Get-ManagementServer', 'Get-Agent', 'Get-AgentPendingAction', 'Approve-AgentPendingAction',
        'Get-MonitoringClass', 'Get-MonitoringObject', 'Start-LabInstaller', 'Close-LabDialog', 'Lock-LabAccount', 'Unlock-LabAccount', 'Complete-LabRun', 'Get-LabHazard', 'Invoke-LabLine'
    )
    CmdletsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
}
