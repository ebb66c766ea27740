using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;

namespace LabHost;

/// <summary>The runspace of this process: executes text, shows its objects as text, keeps the exit code.</summary>
internal sealed class Session : IDisposable
{
    private readonly ConsoleHost host;
    private readonly Runspace runspace;
    private PowerShell? running;

    public Session()
    {
        host = new ConsoleHost();
        runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        using (var import = PowerShell.Create(runspace)) import.AddScript(EngineSetup.ImportCmdlets).Invoke();
        Console.CancelKeyPress += (_, pressed) =>
        {
            if (running is not { } statement) return;
            pressed.Cancel = true;
            statement.BeginStop(null, null);
        };
    }

    public int? ExitCode => host.ExitCode;

    public string Location => runspace.SessionStateProxy.Path.CurrentLocation.Path;

    /// <summary>Whether the last statement succeeded, as $? has it.</summary>
    public bool Succeeded
    {
        get
        {
            using var question = PowerShell.Create(runspace);
            return LanguagePrimitives.IsTrue(question.AddScript("$global:?").Invoke().FirstOrDefault());
        }
    }

    /// <summary>
    /// Runs a script text and shows what it returns.
    /// Throws <see cref="RuntimeException"/> for an error that ended it.
    /// </summary>
    public void Execute(string text)
    {
        using var statement = PowerShell.Create(runspace);
        statement.AddScript(text, useLocalScope: false);
        Show(statement);
    }

    /// <summary>Runs a script file, as `pwsh -File` does: its `exit` is that of the process.</summary>
    public void ExecuteFile(string path, IReadOnlyList<string> arguments)
    {
        Engine.Set(Engine.Get(runspace, "ExecutionContext")!, "ScriptCommandProcessorShouldRethrowExit", true);
        using var statement = PowerShell.Create(runspace);
        statement.AddCommand(Path.GetFullPath(path), useLocalScope: false);
        foreach (var argument in arguments) statement.Commands.Commands[0].Parameters.Add(ToParameter(argument));
        Show(statement);
    }

    /// <summary>Writes an error that ended a statement to standard error, as the console shows it.</summary>
    public void Report(RuntimeException error)
    {
        if (error is PipelineStoppedException) return;
        using var reporter = PowerShell.Create(runspace);
        reporter.AddCommand("Out-Default");
        // This mark is how Out-Default knows that a record is an error and not a value.
        var record = PSObject.AsPSObject(error.ErrorRecord);
        record.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        reporter.Invoke(new[] { record });
    }

    public void Dispose() => runspace.Dispose();

    private void Show(PowerShell statement)
    {
        statement.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        statement.AddCommand("Out-Default");
        running = statement;
        try
        {
            // Only a statement of the history leaves its $? behind.
            statement.Invoke(null, new PSInvocationSettings { AddToHistory = true });
        }
        finally
        {
            running = null;
        }
    }

    // A name with its dash takes the next argument as its value if the parameter wants one, as at a prompt.
    private static CommandParameter ToParameter(string argument)
    {
        if (!argument.StartsWith('-') || argument.Length == 1) return new CommandParameter(null, argument);
        var colon = argument.IndexOf(':');
        if (colon < 0 || colon == argument.Length - 1) return new CommandParameter(argument);
        var value = argument[(colon + 1)..];
        return new CommandParameter(argument[..colon], value.TrimStart('$').ToLowerInvariant() switch
        {
            "true" => true,
            "false" => false,
            _ => value,
        });
    }
}
