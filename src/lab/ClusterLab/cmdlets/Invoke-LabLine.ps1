<#
.SYNOPSIS
Runs one line as another administrator would type it on this node, and gives what it prints, line by line.
#>
function Invoke-LabLine {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Line)
    $failed = $false
    $text = ''
    try {
        # A script block made from text belongs to no module: it runs in the session, as a typed line does.
        $output = @(& ([scriptblock]::Create($Line)) 2>&1)
        foreach ($item in $output) { if ($item -is [System.Management.Automation.ErrorRecord]) { $failed = $true } }
        $text = ($output | Out-String)
    }
    catch {
        $failed = $true
        $text = "$_"
    }
    [pscustomobject]@{ Lines = @($text.TrimEnd() -split "`r?`n"); Failed = $failed }
}
