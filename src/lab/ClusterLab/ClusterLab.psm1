# A simulated failover cluster: the Windows cmdlets that a node script calls, over one shared world.
# The order matters: classes first, then what uses them.
foreach ($folder in 'world', 'shapes', 'rules', 'faults', 'cmdlets') {
    $files = [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($PSScriptRoot, $folder), '*.ps1')
    [array]::Sort($files)
    foreach ($file in $files) { . $file }
}
Export-ModuleMember -Function *-*, whoami.exe, certutil.exe, sqlcmd.exe, schtasks.exe, cluster.exe # the manifest narrows this down
