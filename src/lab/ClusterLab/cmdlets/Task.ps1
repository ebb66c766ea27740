# The Task Scheduler by its program. The lab runs tasks as SYSTEM only.
# Source: Microsoft, Schtasks (a command of at most 261 characters; /ST is needed for ONCE; deleting a task does not
# interrupt what it runs).

function schtasks.exe {
    $words = @($args | ForEach-Object { "$_" })
    Use-LabWorld -Change {
        $global:LASTEXITCODE = 1
        $name = Get-LabArgument $words '/TN'
        $found = Find-LabTask $here $name
        if ($name -eq '') { return 'ERROR: Invalid syntax. Mandatory option tn is missing.' }
        switch ($words[0]) {
            '/Create' {
                $line = Get-LabArgument $words '/TR'
                $start = Get-LabArgument $words '/ST'
                if ($line -eq '' -or $line.Length -gt 261) { return 'ERROR: Invalid syntax. Value for /tr option cannot be more than 261 character(s).' }
                if ((Get-LabArgument $words '/SC') -ne 'ONCE' -or $start -notmatch '^([01]\d|2[0-3]):[0-5]\d$') { return 'ERROR: Invalid Starttime value.' }
                if ((Get-LabArgument $words '/RU') -ne 'SYSTEM') { return 'ERROR: The lab runs tasks as SYSTEM only.' }
                if ($null -ne $found -and $words -notcontains '/F') { return "WARNING: The task name $name already exists." }
                if ($null -ne $found) { [void]$here.tasks.Remove($found) }
                $task = [LabTask]::new()
                $task.name = $name.TrimStart('\')
                $task.line = $line
                $here.tasks.Add($task)
            }
            default {
                if ($null -eq $found) { return 'ERROR: The system cannot find the file specified.' }
                if ($words[0] -eq '/Run') { Add-LabPending 1 'task-run' $here.name $found.name 0 }
                if ($words[0] -eq '/Delete') { [void]$here.tasks.Remove($found) }
            }
        }
        $global:LASTEXITCODE = 0
        "SUCCESS: $($words[0]) $name"
    }
}
