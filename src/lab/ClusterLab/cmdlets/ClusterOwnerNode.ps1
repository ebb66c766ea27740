# Possible owners of a resource, preferred owners of a group.

function Get-ClusterOwnerNode {
    [CmdletBinding(PositionalBinding = $false)]
    param(
        [string]$Cluster,
        [string]$Group, [string]$Resource, [string]$ResourceType,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $thing = Find-LabOwned $PSCmdlet $InputObject $Group $Resource
            if ($null -eq $thing) { return }
            $names = if ($thing -is [LabGroup]) { $thing.preferredOwners } else { $thing.possibleOwners }
            New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterOwnerNodeList' ([ordered]@{
                ClusterObject = [LabReference]::new($thing.name)
                OwnerNodes = @(foreach ($name in $names) { Get-LabNodeShape $name })
            })
        }
    }
}

function Set-ClusterOwnerNode {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][string[]]$Owners,
        [string]$Cluster,
        [string]$Group, [string]$Resource,
        [Parameter(ValueFromPipeline = $true)][psobject]$InputObject
    )
    process {
        Use-LabWorld -Change {
            if (-not (Test-LabClusterName $PSCmdlet $Cluster)) { return }
            $thing = Find-LabOwned $PSCmdlet $InputObject $Group $Resource
            if ($null -eq $thing) { return }
            $names = @()
            foreach ($owner in $Owners) {
                $node = Find-LabNode $owner
                if ($null -eq $node) {
                    $text = "Unable to find the cluster node '$owner'."
                    Write-LabError $PSCmdlet (New-LabError $script:NodeNotFound $text 'ClusterObjectNotFound' $owner 'ObjectNotFound')
                    return
                }
                $names += $node.name
            }
            if ($thing -is [LabGroup]) { $thing.preferredOwners = $names } else { $thing.possibleOwners = $names }
        }
    }
}

function Find-LabOwned($Cmdlet, $InputObject, [string]$Group, [string]$Resource) {
    $thing = Find-LabInput $InputObject
    if ($null -ne $thing) { return $thing }
    if ($Group -ne '') {
        return Select-LabByName $Cmdlet $script:World.groups @($Group) $script:GroupNotFound 'the cluster group'
    }
    return Select-LabByName $Cmdlet $script:World.resources @($Resource) $script:ResourceNotFound 'the cluster resource'
}
