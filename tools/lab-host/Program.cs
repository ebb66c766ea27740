using System.Management.Automation;
using LabHost;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 64;
}

if (line.Mode == StartMode.Server && WarmSession.TryServe()) return 0;

EngineSetup.Apply();
switch (line.Mode)
{
    case StartMode.Server or StartMode.SshServer:
        return EngineServer.Run(line);
    case StartMode.Version:
        Console.Out.WriteLine($"PowerShell {typeof(PSObject).Assembly.GetName().Version?.ToString(3)}");
        return 0;
    case StartMode.Help:
        Console.Out.WriteLine("""
            pwsh [-NoLogo] [-NoProfile] [-NoExit] [-Command {- | <text>}] [-File <path> [<arguments>]]
            pwsh {-ServerMode | -SSHServerMode} [-NoLogo] [-NoProfile] [-WorkingDirectory <path>]
            """);
        return 0;
}

if (line.WorkingDirectory is { } directory) Environment.CurrentDirectory = directory;
using var session = new Session();
if (line.CustomPipeName is { } pipe)
    System.Management.Automation.Remoting.RemoteSessionNamedPipeServer.CreateCustomNamedPipeServer(pipe);
if (line.Mode == StartMode.Statements)
    return new StatementLoop(session, prompts: !Console.IsInputRedirected).Run();

var succeeded = false;
try
{
    if (line.Mode == StartMode.File) session.ExecuteFile(line.Text, line.Arguments);
    else session.Execute(line.Text);
    succeeded = session.Succeeded;
}
catch (RuntimeException error)
{
    session.Report(error);
}
if (session.ExitCode is { } code) return code;
return line.NoExit ? new StatementLoop(session, prompts: !Console.IsInputRedirected).Run() : succeeded ? 0 : 1;
