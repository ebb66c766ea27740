# sqlcmd.exe, as far as asking for the one value that the lab's database has: its version.

function sqlcmd.exe {
    $words = @($args | ForEach-Object { "$_" })
    Use-LabWorld {
        $database = $world.database
        $global:LASTEXITCODE = 0
        if ((Get-LabArgument $words '-S') -ne $database.server) {
            $global:LASTEXITCODE = 1
            return 'Sqlcmd: Error: A network-related or instance-specific error has occurred while establishing a connection to SQL Server.'
        }
        if ((Get-LabArgument $words '-d') -ne $database.name) {
            $global:LASTEXITCODE = 1
            return 'Msg 4060, Level 11, State 1: Cannot open the database requested by the login.'
        }
        $database.version
    }
}
