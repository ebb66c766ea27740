function Get-PatchFile {
  <#
  .SYNOPSIS
  Existence, version and length of files, and whether a replacement waits for the node's next restart.
  #>
  param([string[]] $Path)
  $ErrorActionPreference = 'Stop'
  $manager = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
  $renames = Get-ItemProperty -LiteralPath $manager -Name 'PendingFileRenameOperations' -ErrorAction 'SilentlyContinue'
  # Pairs of source and target, such as \??\C:\new.tmp and !\??\C:\old.dll.
  $waiting = @($renames.PendingFileRenameOperations | ForEach-Object { "$_" -replace '^!?\\\?\?\\', '' })
  foreach ($file in $Path) {
    $exists = Test-Path -LiteralPath $file -PathType 'Leaf'
    $version = ''
    $length = 0
    if ($exists) {
      $item = Get-Item -LiteralPath $file -Force
      $length = $item.Length
      # The numbers, not the text: FileVersion may carry the name of a build.
      $parts = $item.VersionInfo
      if ($null -ne $parts -and $null -ne $parts.FileVersion) {
        $version = '{0}.{1}.{2}.{3}' -f $parts.FileMajorPart, $parts.FileMinorPart, $parts.FileBuildPart, $parts.FilePrivatePart
      }
    }
    New-Object PSObject -Property @{
      Path = $file; Exists = $exists; Version = $version; Length = $length; PendingReplacement = $waiting -contains $file
    }
  }
}
