# How a node's runspace is made, by transport.

function New-NodeRunspace([hashtable] $connection, $process, $credential) {
  if ($null -ne $process) { return [runspacefactory]::CreateOutOfProcessRunspace($null, $process) }
  if ($connection.kind -eq 'ssh') {
    # SSHConnectionInfo does not exist in Windows PowerShell, so it must not be named as a type here.
    $type = [psobject].Assembly.GetType('System.Management.Automation.Runspaces.SSHConnectionInfo')
    if ($null -eq $type) { throw 'SSH needs PowerShell 7 on this machine; this is Windows PowerShell.' }
    $arguments = @($connection.user, $connection.address, $connection.keyFile, [int]$connection.port,
      $connection.subsystem, [int]$connection.openTimeout)
    if ($connection.options.Count -gt 0) { $arguments += $connection.options }
    $info = [System.Activator]::CreateInstance($type, [object[]]$arguments)
    return [runspacefactory]::CreateRunspace($info)
  }
  $info = New-Object System.Management.Automation.Runspaces.WSManConnectionInfo
  $info.Scheme = if ($connection.https) { 'https' } else { 'http' }
  $info.ComputerName = $connection.address
  if ($connection.port) { $info.Port = [int]$connection.port }
  $info.AppName = '/wsman'
  if ($connection.configurationName) {
    $info.ShellUri = 'http://schemas.microsoft.com/powershell/' + $connection.configurationName
  }
  $info.AuthenticationMechanism = [System.Management.Automation.Runspaces.AuthenticationMechanism]$connection.authentication
  if ($null -ne $credential) { $info.Credential = $credential }
  $info.OpenTimeout = [int]$connection.openTimeout
  # What is not set is left as PowerShell has it: an idle time of -1 is the node's own.
  if ($null -ne $connection.idleTimeout) { $info.IdleTimeout = [int]$connection.idleTimeout }
  if ($null -ne $connection.operationTimeout) { $info.OperationTimeout = [int]$connection.operationTimeout }
  $info.NoMachineProfile = [bool]$connection.noMachineProfile
  [runspacefactory]::CreateRunspace($info)
}
