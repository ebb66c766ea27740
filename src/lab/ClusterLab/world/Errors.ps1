# Errors as Windows gives them: told by number, which the message carries and the exception's HResult too.
# Numbers: Microsoft, "System error codes" (1000-1299, 4000-5999).

function New-LabError([int]$Number, [string]$Text, [string]$Id, $Target, [string]$Category = 'NotSpecified') {
    # The HRESULT of a Win32 error: facility 7, failure (0x8007....), as a signed number.
    $result = -2147024896 + $Number
    $exception = [System.Runtime.InteropServices.COMException]::new(('{0} (0x{1:X8} / {2})' -f $Text, $result, $Number), $result)
    return [System.Management.Automation.ErrorRecord]::new($exception, $Id, $Category, $Target)
}

# Reports an error that does not end the cmdlet, unless the caller asked for that.
# A script module does not see its caller's $ErrorActionPreference, as a compiled cmdlet would: it is looked up.
function Write-LabError($Cmdlet, $Record) {
    # An error that ends the cmdlet stops its pipeline, as a cancelled call does; what came before it has happened.
    $script:Erring = $true
    if (-not $Cmdlet.MyInvocation.BoundParameters.ContainsKey('ErrorAction')) {
        $preference = "$($Cmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference'))"
        if ($preference -eq 'Stop') { $Cmdlet.ThrowTerminatingError($Record) }
        if ($preference -eq 'SilentlyContinue' -or $preference -eq 'Ignore') { $script:Erring = $false; return }
    }
    $Cmdlet.WriteError($Record)
    $script:Erring = $false
}

function New-LabNotFound([string]$Text, [string]$Id, $Target) {
    return [System.Management.Automation.ErrorRecord]::new(
        [System.InvalidOperationException]::new($Text), $Id, 'ObjectNotFound', $Target)
}

# What System.Management has for an error of WMI: the number is a word of an enumeration, and nowhere in the text.
# Source: Microsoft, "WMI Error Constants"; ManagementException.
enum ManagementStatus {
    AccessDenied = 0x80041003; InvalidClass = 0x80041010; InvalidQuery = 0x80041017; ReadOnly = 0x80041023
    InvalidMethod = 0x8004102E; InvalidMethodParameters = 0x8004102F; EncryptedConnectionRequired = 0x80041087
}
class LabManagementException : System.SystemException {
    [ManagementStatus]$ErrorCode
    LabManagementException([string]$text, [ManagementStatus]$code) : base($text) { $this.ErrorCode = $code }
}

function New-LabWmiError([string]$Status, [string]$Text, $Target) {
    return [System.Management.Automation.ErrorRecord]::new(
        [LabManagementException]::new($Text, $Status), 'GetWMIManagementException', 'InvalidOperation', $Target)
}
