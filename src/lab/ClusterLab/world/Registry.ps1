# The registry keys that tell of a pending restart or a running installation follow from the node's state;
# the rest is what the world keeps.

$script:InProgressKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\InProgress'
$script:RebootPendingKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending'
$script:RebootRequiredKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
$script:SessionManagerKey = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'

function Get-LabKey([string]$Path) {
    $key = $Path -replace '^(Registry::|Microsoft\.PowerShell\.Core\\Registry::)', '' -replace '^HKEY_LOCAL_MACHINE\\', 'HKLM:\'
    return $key.TrimEnd('\')
}

function Test-LabKey($Node, [string]$Path) {
    $key = Get-LabKey $Path
    switch ($key) {
        # Windows Installer's own: no other installer sets it.
        $script:InProgressKey {
            foreach ($install in $script:World.installs) {
                if ($install.node -ne $Node.name -or $install.stage -in 'ended', 'lost', 'refused') { continue }
                if ((Find-LabPackage $install.package).kind -notin 'msu', 'exe') { return $true }
            }
            return $false
        }
        $script:RebootPendingKey { return $Node.restartPending -contains 'Component Based Servicing' }
        $script:RebootRequiredKey { return $Node.restartPending -contains 'Windows Update' }
        $script:SessionManagerKey { return $true }
    }
    # Every log of the node has a key, by which it is known that there is such a log.
    if ($key -match '^HKLM:\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\(.+)$' -and $Node.logs -contains $Matches[1]) { return $true }
    foreach ($value in $Node.registry) {
        if ($value.key -eq $key -or $value.key.StartsWith("$key\", 'OrdinalIgnoreCase')) { return $true }
    }
    return $false
}

# The values of a key: name to text, or to a list of texts.
function Get-LabKeyValue($Node, [string]$Path) {
    $key = Get-LabKey $Path
    $values = [ordered]@{}
    foreach ($value in $Node.registry) {
        if ($value.key -eq $key) { $values[$value.name] = if ($value.data.Count -eq 1) { $value.data[0] } else { $value.data } }
    }
    if ($key -eq $script:SessionManagerKey -and $Node.replacements.Count -gt 0) {
        # Pairs of source and destination, as the Session Manager keeps them.
        $list = @()
        foreach ($replacement in $Node.replacements) {
            $list += '\??\C:\Config.Msi\PF{0}.rbf' -f $list.Count; $list += '!\??\' + $replacement.path
        }
        $values['PendingFileRenameOperations'] = $list
    }
    return $values
}
