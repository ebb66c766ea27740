# The Task Scheduler of a node: a task that is run starts a second later, as SYSTEM.

function Find-LabTask($Node, [string]$Name) {
    foreach ($task in $Node.tasks) { if ($task.name -eq $Name.TrimStart('\')) { return $task } }
}

function Start-LabTask($Node, [string]$Name) {
    $task = Find-LabTask $Node $Name
    if ($null -eq $task -or -not $Node.power) { return }
    $words = @(Split-LabCommandLine $task.line)
    [void](Start-LabCommand $Node $words[0] @($words | Select-Object -Skip 1) $true)
}
