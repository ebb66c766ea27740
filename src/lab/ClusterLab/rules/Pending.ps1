# What is due, and the rule that it belongs to.

function Invoke-LabPending($Item) {
    $node = Find-LabNode $Item.node
    switch ($Item.kind) {
        'service-started' { Complete-LabServiceStart $node (Find-LabService $node $Item.subject) $Item.turn }
        'service-stopped' { Complete-LabServiceStop $node (Find-LabService $node $Item.subject) $Item.turn }
        'service-poll' { Test-LabServiceResource $node (Find-LabService $node $Item.subject) $Item.turn }
        'delayed-start' { if ($node.boots -eq $Item.turn) { [void](Start-LabService $node (Find-LabService $node $Item.subject)) } }
        'resource-online' { Complete-LabResourceOnline (Find-LabResource $Item.subject) $Item.turn }
        'resource-offline' { Complete-LabResourceOffline (Find-LabResource $Item.subject) $Item.turn }
        'resource-restart' { Restart-LabResource (Find-LabResource $Item.subject) $Item.turn }
        'install-stop' { Step-LabInstallStop $node (Find-LabInstall $Item.subject) }
        'install-replace' { Step-LabInstallReplace $node (Find-LabInstall $Item.subject) }
        'install-start' { Step-LabInstallStart $node (Find-LabInstall $Item.subject) }
        'install-kill' { Step-LabInstallKill $node (Find-LabInstall $Item.subject) }
        'install-tail' { Step-LabInstallTail $node (Find-LabInstall $Item.subject) }
        'install-end' { Complete-LabInstall $node (Find-LabInstall $Item.subject) }
        'task-run' { Start-LabTask $node $Item.subject }
        'node-down' { if ($node.boots -eq $Item.turn) { Stop-LabNode $node -Restart } }
        'node-booted' { Complete-LabBoot $node }
        'node-joined' { if ($node.boots -eq $Item.turn) { Complete-LabJoin $node } }
        'agent-updated' { Complete-LabAgentUpdate (Find-LabAgent $Item.subject) }
        'observe' { }
    }
}
