using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace LabHost;

/// <summary>What the engine must know before its first runspace, since this host is not the whole of pwsh.</summary>
internal static class EngineSetup
{
    /// <summary>
    /// Imports the cmdlets that the engine's package lacks. They would load by themselves at first use,
    /// but finding the module by its name takes ten times as long as importing it by its path.
    /// </summary>
    public const string ImportCmdlets = """
        Microsoft.PowerShell.Core\Import-Module -Name @(
          "$PSHOME/Modules/Microsoft.PowerShell.Utility/Microsoft.PowerShell.Utility.psd1",
          "$PSHOME/Modules/Microsoft.PowerShell.Management/Microsoft.PowerShell.Management.psd1")
        """;

    public static void Apply()
    {
        // The engine would send usage data; a lab must not.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        KeepOnlyCoreSnapIn();
    }

    // InitialSessionState.CreateDefault, and so a bare [powershell]::Create(), wants the assemblies of all
    // of pwsh's built-in modules. Source: PowerShell/PowerShell, MshSnapinInfo.cs, DefaultMshSnapins.
    private static void KeepOnlyCoreSnapIn()
    {
        const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Static;
        var reader = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSSnapInReader",
            throwOnError: true)!;
        var all = (IList)reader.GetProperty("DefaultMshSnapins", hidden)!.GetValue(null)!;
        all.Clear();
        all.Add(reader.GetField("s_coreSnapin", hidden)!.GetValue(null));
    }
}
