# The operational database as a query sees it: its version is that of the last package that changed it.
function sqlcmd.exe {
    Use-LabWorld {
        $version = '6.0.6278.0'
        foreach ($id in $world.patchedDatabases) {
            foreach ($file in (Find-LabPackage $id).files) { $version = $file.version }
        }
        $global:LASTEXITCODE = 0
        $version
    }
}
