# Reading WMI, by the newer cmdlet and by the older one. A filter is a single comparison, as Name = 'x'.

function Get-CimInstance {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][string]$ClassName,
        [string]$Namespace = 'root/cimv2', [string]$Filter, [string[]]$Property, [string]$ComputerName
    )
    Use-LabWorld { Select-LabWmi $PSCmdlet $here $Namespace $ClassName $Filter $false }
}

function Get-WmiObject {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][Alias('ClassName')][string]$Class,
        [Parameter(Position = 1)][string[]]$Property,
        [Alias('NS')][string]$Namespace = 'root\cimv2', [string]$Filter, [string]$Authentication, [string]$ComputerName
    )
    Use-LabWorld {
        # The cluster's namespace is marked RequiresEncryption. Source: Microsoft, "Requiring an Encrypted Connection to a Namespace".
        if ((Test-LabMsCluster $Namespace) -and $Authentication -notin 'PacketPrivacy', '6') {
            Write-LabError $PSCmdlet (New-LabWmiError 'EncryptedConnectionRequired' "Access denied to '$Namespace'." $Class)
            return
        }
        Select-LabWmi $PSCmdlet $here $Namespace $Class $Filter $true
    }
}

function Select-LabWmi($Cmdlet, $Node, [string]$Namespace, [string]$Class, [string]$Filter, [bool]$Old) {
    if (-not (Test-LabWmiClass $Namespace $Class)) {
        Write-LabError $Cmdlet (New-LabWmiError 'InvalidClass' "Invalid class '$Class'." $Class)
        return
    }
    if ((Test-LabMsCluster $Namespace) -and -not (Test-LabClusterName $Cmdlet '')) { return }
    $found = @(Get-LabWmiInstance $Node $Namespace $Class $Old)
    if ($Filter -eq '') { return $found }
    $match = [System.Text.RegularExpressions.Regex]::Match($Filter, '^\s*(\w+)\s*(=|like)\s*[''"]?(.*?)[''"]?\s*$', 'IgnoreCase')
    if (-not $match.Success) {
        Write-LabError $Cmdlet (New-LabWmiError 'InvalidQuery' "Invalid query '$Filter'." $Filter)
        return
    }
    $field = $match.Groups[1].Value
    $pattern = [System.Management.Automation.WildcardPattern]::Escape($match.Groups[3].Value).Replace('%', '*')
    return $found | Where-Object { "$($_.$field)" -like $pattern }
}
