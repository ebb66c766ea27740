# Programs started and ended on the node.

function Start-Process {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][string]$FilePath,
        [Parameter(Position = 1)][string[]]$ArgumentList = @(),
        [string]$WorkingDirectory, [string]$WindowStyle, [string]$Verb, [switch]$NoNewWindow,
        [switch]$Wait, [switch]$PassThru
    )
    Use-LabWorld -Change {
        if ((Test-LabPlayedBefore) -and $script:Playing.Again) {
            # The process that this script waited for has ended meanwhile.
            $script:Playing.Again = $false
            if ($PassThru) { New-LabProcessShape 0 $FilePath $script:Playing.ExitCode }
            return
        }
        # Windows joins the arguments with blanks and the program splits them again.
        $words = @(Split-LabCommandLine ($ArgumentList -join ' '))
        # What a script starts runs as whoever runs the script.
        $system = $null -ne $script:Playing -and $script:Playing.Process.system
        $process = Start-LabCommand $here $FilePath $words $system
        if ($null -eq $process) {
            $text = "This command cannot be run: the system cannot find the file '$FilePath'."
            Write-LabError $PSCmdlet (New-LabError 2 $text 'StartProcessFailed' $FilePath 'ObjectNotFound')
            return
        }
        if (-not $Wait) { if ($PassThru) { New-LabProcessShape $process.id $FilePath $null }; return }
        if ($null -ne $script:Playing) {
            $script:Playing.Process.waitsFor = $process.id
            $script:Playing.Waits = $true
            break labScript
        }
        $ended = Wait-LabWorld { $null -eq (Find-LabProcess $here $process.id) } 86400
        $code = $null
        foreach ($install in $world.installs) { if ($install.processId -eq $process.id) { $code = $install.exitCode } }
        if ($PassThru) { New-LabProcessShape $process.id $FilePath $(if ($ended) { [int]$code } else { $null }) }
    }
}

function New-LabProcessShape([int]$Id, [string]$FilePath, $ExitCode) {
    return New-LabShape 'System.Diagnostics.Process' ([ordered]@{
        Id = $Id
        ProcessName = [System.Text.RegularExpressions.Regex]::Match($FilePath, '[^\\/]+$').Value -replace '\.exe$', ''
        HasExited = $null -ne $ExitCode
        ExitCode = $ExitCode
    })
}

function Stop-Process {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true, Position = 0)][int[]]$Id, [switch]$Force, [switch]$PassThru)
    foreach ($number in $Id) {
        if (-not $PSCmdlet.ShouldProcess("$number")) { continue }
        Use-LabWorld -Change {
            foreach ($service in $here.services) {
                if ($service.processId -eq $number) {
                    Watch-LabServiceStop $here $service
                    Stop-LabServiceProcess $here $service
                    return
                }
            }
            $process = Find-LabProcess $here $number
            if ($null -eq $process) {
                $text = "Cannot find a process with the process identifier $number."
                Write-LabError $PSCmdlet (New-LabNotFound $text 'NoProcessFoundForGivenId' $number)
                return
            }
            foreach ($install in $world.installs) { if ($install.processId -eq $number -and $install.stage -ne 'ended') { $install.stage = 'lost' } }
            Complete-LabProcess $here $number -1
        }
    }
}

function Restart-Computer {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([switch]$Force)
    if (-not $PSCmdlet.ShouldProcess($env:COMPUTERNAME)) { return }
    Use-LabWorld -Change {
        Write-LabEntry $here 'System' 'User32' 1074 'Information' 'The restart of this computer was requested.'
        Add-LabPending $world.settings.durations.nodeShutdown 'node-down' $here.name '' $here.boots
    }
}

function whoami.exe {
    Use-LabWorld {
        $global:LASTEXITCODE = 0
        # Windows Server 2003 has no integrity levels, and nobody who is an administrator only on request.
        if ($here.os -eq '2003') {
            'Everyone Well-known group S-1-1-0'
            if ($here.elevated) { 'BUILTIN\Administrators Alias S-1-5-32-544' }
            return
        }
        # S-1-16-12288 is high integrity, 8192 medium: what tells an elevated session from one that is not.
        'BUILTIN\Administrators Alias S-1-5-32-544 Mandatory group, Enabled by default, Enabled group, Group owner'
        if ($here.elevated) { 'Mandatory Label\High Mandatory Level Label S-1-16-12288' } else { 'Mandatory Label\Medium Mandatory Level Label S-1-16-8192' }
    }
}
