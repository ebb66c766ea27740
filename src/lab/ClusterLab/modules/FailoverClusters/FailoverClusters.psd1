# Import-Module FailoverClusters succeeds on a lab node; the cmdlets themselves are there already.
@{
    ModuleVersion = '2.0.0.0'
    GUID = '6f2c7e3a-5a0d-4b86-9d7b-6d2f0e5a9c11'
    Description = 'Stands for the FailoverClusters module on a lab node.'
    FunctionsToExport = @()
    CmdletsToExport = @()
    AliasesToExport = @()
}
