# The local end of the line: it owns this process's standard streams, holds one runspace per node session, and
# answers requests (lines of base64 of JSON) with frames (marker, base64 of JSON, a full stop). Calls on several
# nodes are in flight at once. It must run on Windows PowerShell 5.1 and on PowerShell 7. The functions of the other
# files in this folder come before it, in one text.
$ErrorActionPreference = 'Stop'

$utf8 = New-Object System.Text.UTF8Encoding $false
# Raw streams: [Console]::In blocks even in ReadLineAsync, and [Console]::Out has the console's code page.
$requests = New-Object System.IO.StreamReader ([Console]::OpenStandardInput()), $utf8, $false, 65536
$answers = [Console]::OpenStandardOutput()
$state = @{ Marker = ''; Closing = $false }
# Passwords by the request that they are for, from their own line until that request.
$secrets = @{}
$sessions = @{}
$calls = @{}

# Numbers of milliseconds for which the loop may sleep: while a runspace opens or its far end has just ended, while a
# call runs, and at rest.
$whileOpening = 20
$whileRunning = 100
$atRest = 30000
# For so long, and so many rounds of the loop (on a busy machine time passes while nothing is read), an answer may still
# come from a far end that has ended.
$lastWords = 120
$lastRounds = 5
# WaitHandle.WaitAny takes 64 handles, one of which is the request reader's.
$mostHandles = 60

# `*`, the number of the request, a space, and base64 of UTF-16. No cmdlet is given any of it (protocol.ts says why).
function Receive-Secret([string] $line) {
  $space = $line.IndexOf(' ')
  $bytes = [Convert]::FromBase64String($line.Substring($space + 1))
  $secret = New-Object System.Security.SecureString
  for ($i = 0; $i -lt $bytes.Length; $i += 2) { $secret.AppendChar([BitConverter]::ToChar($bytes, $i)) }
  [Array]::Clear($bytes, 0, $bytes.Length)
  $secrets[$line.Substring(1, $space - 1)] = $secret
}

function Send-Frame([hashtable] $message) {
  $json = New-Object System.Text.StringBuilder
  Add-Json $json $message 0
  $line = $state.Marker + [Convert]::ToBase64String($utf8.GetBytes($json.ToString())) + ".`n"
  $bytes = $utf8.GetBytes($line)
  $answers.Write($bytes, 0, $bytes.Length)
  $answers.Flush()
}

function Invoke-Request($request) {
  switch ($request.type) {
    'hello' {
      $state.Marker = $request.marker
      Send-Frame @{
        type = 'hello'; processId = $PID; version = "$($PSVersionTable.PSVersion)"; edition = "$($PSVersionTable.PSEdition)"
      }
    }
    'ping' { Send-Frame @{ type = 'result'; id = $request.id; values = @() } }
    'open' { Open-Session $request }
    { 'setup', 'invoke' -contains $_ } {
      $session = $sessions[$request.session]
      if ($null -eq $session -or (Test-Gone $session)) {
        if ($null -ne $session) { Close-Session $session }
        Send-Frame @{ type = 'dropped'; id = $request.id; unsent = $true }
      }
      elseif ($request.type -eq 'setup') { Add-Setup $session $request }
      else {
        $parameters = $request.parameters
        if ($null -ne $request.bytes) {
          foreach ($name in @($request.bytes.Keys)) { $parameters[$name] = [Convert]::FromBase64String($request.bytes[$name]) }
        }
        Start-Call $session $request.id @{ command = $request.function; parameters = $parameters } $false
      }
    }
    'cancel' {
      $call = $calls[$request.id]
      if ($null -ne $call -and -not $call.Stopping) {
        $call.Stopping = $true
        [void]$call.Pipeline.BeginStop($null, $null)
      }
    }
    'drop' {
      $session = $sessions[$request.session]
      if ($null -ne $session) { Close-Session $session }
    }
    'close' { $state.Closing = $true }
  }
}

# A request that cannot be carried out is answered; only one that cannot be read at all goes unanswered.
function Receive-Request([string] $line) {
  if ($line.Trim() -eq '') { return }
  if ($line[0] -eq '*') { Receive-Secret $line; return }
  $id = 0
  try {
    $request = ConvertFrom-Wire (ConvertFrom-Json $utf8.GetString([Convert]::FromBase64String($line)))
    if ($null -ne $request.id) { $id = [long]$request.id; $request.id = $id }
    Invoke-Request $request
  }
  catch {
    $exception = Get-InnerException $_.Exception
    Send-Frame @{ type = 'error'; id = $id; broken = $false; error = (Get-ErrorInfo $exception) }
  }
  finally { if ($id -ne 0) { [void]$secrets.Remove("$id") } }
}

[Console]::Out.WriteLine('cluster-patch-host: ready')
[Console]::Out.Flush()
$reading = $requests.ReadLineAsync()
$handles = New-Object 'System.Collections.Generic.List[System.Threading.WaitHandle]'
while (-not $state.Closing) {
  $handles.Clear()
  $handles.Add(([System.IAsyncResult]$reading).AsyncWaitHandle)
  foreach ($call in $calls.Values) { if ($handles.Count -lt $mostHandles) { $handles.Add($call.Handle.AsyncWaitHandle) } }
  $patience = if ($calls.Count -gt 0) { $whileRunning } else { $atRest }
  foreach ($session in $sessions.Values) { if ($session.Phase -eq 'opening' -or $session.GoneFor -gt 0) { $patience = $whileOpening } }
  [void][System.Threading.WaitHandle]::WaitAny($handles.ToArray(), $patience)
  while ($reading.IsCompleted) {
    if ($reading.IsFaulted -or $null -eq $reading.Result) { $state.Closing = $true; break }
    $line = $reading.Result
    $reading = $requests.ReadLineAsync()
    Receive-Request $line
  }
  foreach ($call in @($calls.Values)) {
    if ($call.Handle.IsCompleted) { Complete-Call $call } else { Send-Warning $call }
  }
  foreach ($session in @($sessions.Values)) {
    if (Test-Gone $session) { Complete-GoneSession $session }
    elseif ($session.Phase -ne 'open') { Step-Opening $session }
  }
}

# A session that is not closed lives on at the node until its idle time is over, which counts against a quota.
$left = @($sessions.Values)
foreach ($session in $left) { try { $session.Runspace.CloseAsync() } catch { [void]$_ } }
for ($i = 0; $i -lt 75 -and $left.Count -gt 0; $i++) {
  [System.Threading.Thread]::Sleep(20)
  $left = @($left | Where-Object { 'Closed', 'Broken' -notcontains $_.Runspace.RunspaceStateInfo.State })
}
foreach ($session in @($sessions.Values)) { Stop-Session $session }
[Environment]::Exit(0)
