# Calling WMI methods: Create of Win32_Process, the start mode and the state of a Win32_Service.
# Return values: Microsoft, Win32_Service methods (0 done, 5 cannot accept control, 9 path not found, 14 disabled, 21 bad parameter).

function Invoke-CimMethod {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(ParameterSetName = 'Class', Mandatory = $true, Position = 0)][string]$ClassName,
        [Parameter(ParameterSetName = 'Instance', Mandatory = $true, ValueFromPipeline = $true)][psobject]$InputObject,
        [Parameter(Mandatory = $true, Position = 1)][Alias('Name')][string]$MethodName,
        [Parameter(Position = 2)][System.Collections.IDictionary]$Arguments = @{},
        [string]$Namespace, [string]$ComputerName
    )
    process {
        $class = if ($InputObject) { "$($InputObject.__CLASS)" } else { $ClassName }
        if ($class -like 'MSCluster_*') {
            Use-LabWorld -Change { Invoke-LabClusterMethod $PSCmdlet $here $class $InputObject $MethodName $Arguments }
            return
        }
        Use-LabWorld -Change { Invoke-LabWmiMethod $here $class $InputObject $MethodName $Arguments }
    }
}

function Invoke-WmiMethod {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(ParameterSetName = 'Class', Mandatory = $true, Position = 0)][string]$Class,
        [Parameter(ParameterSetName = 'Instance', Mandatory = $true, ValueFromPipeline = $true)][psobject]$InputObject,
        [Parameter(ParameterSetName = 'Path', Mandatory = $true)][string]$Path,
        [Parameter(Mandatory = $true, Position = 1)][string]$Name,
        [Parameter(Position = 2)][object[]]$ArgumentList = @(),
        [string]$Namespace, [string]$Authentication, [string]$ComputerName
    )
    process {
        $instance = $InputObject
        $type = if ($InputObject) { "$($InputObject.__CLASS)" } else { $Class }
        if ($Path -match '^(?:.*:)?(\w+)(?:\.Name=["''](.*)["''])?$') {
            $type = $Matches[1]
            if ($Matches[2]) { $instance = [pscustomobject]@{ Name = $Matches[2] } }
        }
        if ($type -like 'MSCluster_*') {
            Use-LabWorld -Change {
                $order = Get-LabClusterMethod $here.os $type $Name
                $named = @{}
                for ($i = 0; $i -lt $ArgumentList.Count; $i++) { $named[$(if ($i -lt @($order).Count) { $order[$i] } else { "$i" })] = $ArgumentList[$i] }
                Invoke-LabClusterMethod $PSCmdlet $here $type $instance $Name $named
            }
            return
        }
        # The older cmdlet passes arguments by place; each of these methods takes one.
        $named = @{}
        if ($ArgumentList.Count -gt 0) { $named[$(if ($Name -eq 'ChangeStartMode') { 'StartMode' } else { 'CommandLine' })] = $ArgumentList[0] }
        Use-LabWorld -Change { Invoke-LabWmiMethod $here $type $instance $Name $named }
    }
}

function Invoke-LabWmiMethod($Node, [string]$Class, $Instance, [string]$Method, $Arguments) {
    if ($Class -eq 'Win32_Process' -and $Method -eq 'Create') {
        $words = @(Split-LabCommandLine "$($Arguments['CommandLine'])")
        if ($words.Count -eq 0) { return New-LabWmiResult 21 }
        $process = Start-LabCommand $Node $words[0] @($words | Select-Object -Skip 1)
        if ($null -eq $process) { return New-LabWmiResult 9 }
        $result = New-LabWmiResult 0
        $result.PSObject.Properties.Add([psnoteproperty]::new('ProcessId', [uint32]$process.id))
        return $result
    }
    if ($Class -ne 'Win32_Service') { throw "The lab has no method $Method of the class '$Class'." }
    $service = Find-LabService $Node $Instance.Name
    if ($null -eq $service) { return New-LabWmiResult 8 }
    switch ($Method) {
        'ChangeStartMode' {
            $mode = "$($Arguments['StartMode'])"
            if ($mode -notin 'Automatic', 'Manual', 'Disabled') { return New-LabWmiResult 21 }
            Set-LabStartType $Node $service $mode
            return New-LabWmiResult 0
        }
        'StopService' {
            if ($service.status -ne 'Running') { return New-LabWmiResult 6 }
            Watch-LabServiceStop $Node $service
            [void](Stop-LabService $Node $service)
            return New-LabWmiResult 0
        }
        'StartService' {
            if ($service.status -eq 'Running') { return New-LabWmiResult 10 }
            $refusal = Start-LabService $Node $service
            if ($refusal -eq 1058) { return New-LabWmiResult 14 }
            if ($refusal -ne 0) { return New-LabWmiResult 5 }
            return New-LabWmiResult 0
        }
    }
    throw "The lab has no method $Method of the class '$Class'."
}

function New-LabWmiResult([int]$Value) { return [pscustomobject]@{ ReturnValue = [uint32]$Value; PSComputerName = $null } }
