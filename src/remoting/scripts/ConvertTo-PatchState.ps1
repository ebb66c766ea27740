function ConvertTo-PatchState {
  <#
  .SYNOPSIS
  The word for a state that WMI tells as a number, the word that the cmdlets have for it.
  .DESCRIPTION
  Sources: Microsoft, CLUSTER_NODE_STATE, CLUSTER_GROUP_STATE and CLUSTER_RESOURCE_STATE; KB286052.
  #>
  param([string] $Kind, $State)
  $words = @{
    Node = @{ '0' = 'Up'; '1' = 'Down'; '2' = 'Paused'; '3' = 'Joining' }
    Group = @{ '0' = 'Online'; '1' = 'Offline'; '2' = 'Failed'; '3' = 'PartialOnline'; '4' = 'Pending' }
    Resource = @{
      '0' = 'Inherited'; '1' = 'Initializing'; '2' = 'Online'; '3' = 'Offline'; '4' = 'Failed'
      '128' = 'Pending'; '129' = 'OnlinePending'; '130' = 'OfflinePending'
    }
  }
  $word = $words[$Kind]["$State"]
  if ($word) { $word } else { 'Unknown' }
}
