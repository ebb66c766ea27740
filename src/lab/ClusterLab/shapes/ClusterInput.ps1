# What a cluster cmdlet was pointed at: names, objects through the pipeline, another cluster's name.

# The names asked for; nothing when everything is meant.
function Get-LabWanted($InputObject, [string[]]$Name) {
    if ($null -ne $InputObject -and $null -ne $InputObject.Name) { return $InputObject.Name }
    if ($InputObject -is [string]) { return $InputObject }
    return $Name
}

# Which kind of cluster object came through the pipeline, by its first type name.
function Test-LabInputKind($InputObject, [string]$Kind) {
    return $null -ne $InputObject -and $InputObject.PSObject.TypeNames[0].EndsWith(".$Kind")
}

# The lab is one cluster; it is reached as '.', by its own name or by a node's. $here is the caller's.
function Test-LabClusterName($Cmdlet, [string]$Cluster) {
    if ($Cluster -eq '' -or $Cluster -eq '.' -or $Cluster -eq $script:World.cluster.name -or $null -ne (Find-LabNode $Cluster)) {
        if ($here.membership -eq 'Up') { return $true }
        $text = 'The cluster service is not running on this node. Make sure that the Cluster service is running.'
        Write-LabError $Cmdlet (New-LabError 1753 $text 'ClusterNotRunning' $Cluster 'ConnectionError')
        return $false
    }
    $text = "The cluster '$Cluster' could not be contacted. The RPC server is unavailable."
    Write-LabError $Cmdlet (New-LabError 1722 $text 'ClusterUnavailable' $Cluster 'ConnectionError')
    return $false
}

# Objects by name, with wildcards; each name that matches nothing is an error with the cluster's number.
function Select-LabByName($Cmdlet, $Things, [string[]]$Names, [int]$Number, [string]$Noun) {
    if (-not $Names) { return $Things }
    foreach ($pattern in $Names) {
        $wild = [System.Management.Automation.WildcardPattern]::ContainsWildcardCharacters($pattern)
        $found = @(foreach ($thing in $Things) { if ($thing.name -eq $pattern -or ($wild -and $thing.name -like $pattern)) { $thing } })
        if ($found.Count -eq 0 -and -not $wild) {
            $text = "Unable to find $Noun '$pattern'."
            Write-LabError $Cmdlet (New-LabError $Number $text 'ClusterObjectNotFound' $pattern 'ObjectNotFound')
        }
        $found
    }
}

$script:NodeNotFound = 5042
$script:GroupNotFound = 5013
$script:ResourceNotFound = 5007
$script:NodePaused = 5070
$script:NodeDown = 5050
$script:NotPossibleOwner = 5071

# Cmdlets wait without end by default; the lab's end is an hour of its clock. Source: Move-ClusterGroup, -Wait.
function Get-LabWaitLimit($Bound) { if ($Bound.ContainsKey('Wait')) { return [int]$Bound['Wait'] } return 3600 }
