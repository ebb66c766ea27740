using System.Management.Automation;
using System.Reflection;

namespace LabHost;

/// <summary>
/// The server end of PowerShell remoting over standard streams. The engine has it, but not as a public
/// method; pwsh itself calls it for -ServerMode and -SSHServerMode. Source: PowerShell/PowerShell, ConsoleHost.cs.
/// </summary>
internal static class EngineServer
{
    private const string Mediator = "System.Management.Automation.Remoting.Server.StdIOProcessMediator";

    /// <summary>Serves one client until it goes away.</summary>
    public static int Run(CommandLine line)
    {
        var overSsh = line.Mode == StartMode.SshServer;
        var run = typeof(PSObject).Assembly.GetType(Mediator)?.GetMethod("Run",
            BindingFlags.NonPublic | BindingFlags.Static)
            ?? throw new MissingMethodException(Mediator, "Run");
        var values = new Dictionary<string, object?>
        {
            ["initialCommand"] = $"{EngineSetup.ImportCmdlets}\n{line.InitialCommand}",
            ["workingDirectory"] = overSsh ? null : line.WorkingDirectory,
            ["configurationName"] = null,
            ["configurationFile"] = line.ConfigurationFile,
            // An SSH channel carries one stream only, so errors travel in the output, marked.
            ["combineErrOutStream"] = overSsh,
        };
        run.Invoke(null, run.GetParameters().Select(parameter => values[parameter.Name!]).ToArray());
        return 0;
    }
}
