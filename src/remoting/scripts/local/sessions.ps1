# Sessions and the calls in them. $sessions, $calls and Send-Frame are those of host.ps1.

function Add-Step([powershell] $pipeline, $step, $credential) {
  if ($step.script) { [void]$pipeline.AddScript($step.script, $false) }
  # With no word on its scope: a session in NoLanguage refuses a command that asks for the caller's scope.
  else { [void]$pipeline.AddCommand($step.command) }
  if ($null -ne $step.parameters) {
    foreach ($name in @($step.parameters.Keys)) { [void]$pipeline.AddParameter($name, $step.parameters[$name]) }
  }
  if ($step.takesCredential) { [void]$pipeline.AddParameter('Credential', $credential) }
}

function Start-Call($session, [long] $id, $step, [bool] $isSetup) {
  $pipeline = [powershell]::Create()
  $pipeline.Runspace = $session.Runspace
  Add-Step $pipeline $step $session.Credential
  $calls[$id] = @{
    Id = $id; Session = $session; Pipeline = $pipeline; Setup = $isSetup; Warnings = 0; Stopping = $false
    Handle = $pipeline.BeginInvoke()
  }
}

# PowerShell 7 does not always notice that the process of a runspace has ended: its calls would wait for ever.
function Test-Gone($session) {
  if ($null -ne $session.Process -and $session.Process.HasExited) { return $true }
  'Broken', 'Closed', 'Closing' -contains $session.Runspace.RunspaceStateInfo.State
}

# Not waited for: a node that does not answer would hold up all the others.
function Stop-Session($session) {
  [void]$sessions.Remove($session.Key)
  try { $session.Runspace.CloseAsync() } catch { [void]$_ }
  if ($null -ne $session.Process) { try { $session.Process.Process.Kill() } catch { [void]$_ } }
}

function Close-Session($session) {
  Stop-Session $session
  if ($session.Phase -ne 'open' -and -not $calls.ContainsKey($session.OpenId)) {
    Send-Frame @{ type = 'dropped'; id = $session.OpenId }
  }
  foreach ($call in @($calls.Values)) {
    if ($call.Session -ne $session) { continue }
    [void]$calls.Remove($call.Id)
    Send-Frame @{ type = 'dropped'; id = $call.Id }
  }
}

# Ends a session whose far end is gone, and tells the call that was in it; but not before what it said last has come.
function Complete-GoneSession($session) {
  if ($session.GoneFor -eq 0) { $session.GoneAt = [DateTime]::UtcNow }
  $session.GoneFor++
  if ($session.GoneFor -lt $lastRounds -or ([DateTime]::UtcNow - $session.GoneAt).TotalMilliseconds -lt $lastWords) { return }
  $reason = $session.Runspace.RunspaceStateInfo.Reason
  if ($null -eq $reason) {
    $code = if ($null -ne $session.Process -and $session.Process.HasExited) { ", exit code $($session.Process.Process.ExitCode)" }
    $reason = New-Object System.Management.Automation.RuntimeException "the far end of the session ended$code"
  }
  $info = Get-ErrorInfo $reason
  $phase = $session.Phase
  Stop-Session $session
  foreach ($call in @($calls.Values)) {
    if ($call.Session -ne $session) { continue }
    [void]$calls.Remove($call.Id)
    if (-not $call.Setup) { Send-Frame @{ type = 'error'; id = $call.Id; broken = $true; error = $info } }
  }
  if ($phase -ne 'open') { Send-Frame @{ type = 'error'; id = $session.OpenId; broken = $true; error = $info } }
}

# Goes on with a session that is being opened: the runspace first, then each step of its setup.
function Step-Opening($session) {
  if ($session.Phase -eq 'opening') {
    if ($session.Runspace.RunspaceStateInfo.State -ne 'Opened') { return }
    $session.Phase = 'setup'
  }
  if ($session.Phase -ne 'setup' -or $calls.ContainsKey($session.OpenId)) { return }
  if ($session.Steps.Count -eq 0) {
    $session.Phase = 'open'
    $session.Credential = $null
    Send-Frame @{ type = 'result'; id = $session.OpenId; values = @() }
    return
  }
  $step = $session.Steps.Dequeue()
  try { Start-Call $session $session.OpenId $step $true }
  catch { Send-Failure $session.OpenId $session (Get-InnerException $_.Exception) }
}

# More to do in a session that is open, answered as its opening was.
function Add-Setup($session, $request) {
  foreach ($step in $request.setup) { $session.Steps.Enqueue($step) }
  $session.OpenId = $request.id
  $session.Phase = 'setup'
}

function Send-Failure([long] $id, $session, $exception) {
  # A session whose setup failed is of no use.
  $broken = $session.Phase -ne 'open' -or (Test-Gone $session)
  if ($broken) { Stop-Session $session }
  Send-Frame @{ type = 'error'; id = $id; broken = $broken; error = (Get-ErrorInfo $exception) }
}

function Send-Warning($call) {
  $warnings = $call.Pipeline.Streams.Warning
  while ($call.Warnings -lt $warnings.Count) {
    $text = "$($warnings[$call.Warnings].Message)"
    $call.Warnings++
    Send-Frame @{ type = 'output'; id = $call.Id; line = $text }
  }
}

function Complete-Call($call) {
  [void]$calls.Remove($call.Id)
  Send-Warning $call
  try {
    $values = $call.Pipeline.EndInvoke($call.Handle)
    # A function that meant to go on after an error has silenced it; whatever is left here counts.
    if ($call.Pipeline.Streams.Error.Count -gt 0) { Send-Failure $call.Id $call.Session $call.Pipeline.Streams.Error[0] }
    elseif (-not $call.Setup) { Send-Frame @{ type = 'result'; id = $call.Id; values = $values } }
  }
  catch {
    $exception = Get-InnerException $_.Exception
    # A node tells its stopped pipeline as an error with this id, a local one as this exception.
    $stopped = $exception -is [System.Management.Automation.PipelineStoppedException] -or
      "$($exception.ErrorRecord.FullyQualifiedErrorId)" -eq 'PipelineStopped'
    if ($call.Stopping -and $stopped) { Send-Frame @{ type = 'stopped'; id = $call.Id } }
    else { Send-Failure $call.Id $call.Session $exception }
  }
  finally { try { $call.Pipeline.Dispose() } catch { [void]$_ } }
}

function Open-Session($request) {
  $process = $null
  if ($request.connection.kind -eq 'process') {
    $process = New-Object System.Management.Automation.Runspaces.PowerShellProcessInstance
  }
  $credential = $null
  if ($null -ne $request.credential) {
    $credential = New-Object System.Management.Automation.PSCredential $request.credential.user, $secrets["$($request.id)"]
  }
  $runspace = New-NodeRunspace $request.connection $process $credential
  $session = @{ Key = $request.session; Runspace = $runspace; Process = $process; Phase = 'opening'; OpenId = $request.id; GoneFor = 0 }
  $session.Credential = $credential
  $session.Steps = New-Object System.Collections.Queue
  foreach ($step in $request.setup) { $session.Steps.Enqueue($step) }
  $sessions[$request.session] = $session
  $runspace.OpenAsync()
}
