using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace LabHost;

/// <summary>Plain text on standard output, errors on standard error; no colours and no progress bars.</summary>
internal sealed class ConsoleUi : PSHostUserInterface
{
    /// <summary>Text that is read through a pipe must hold no terminal escapes, tables included.</summary>
    public ConsoleUi()
    {
        if (Console.IsOutputRedirected) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUi();
    public override bool SupportsVirtualTerminal => false;

    public override void Write(string value) => Console.Out.Write(Shown(value));
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Write(value);
    public override void WriteLine(string value) => Console.Out.WriteLine(Shown(value));
    public override void WriteErrorLine(string value) => Console.Error.WriteLine(Shown(value));
    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");
    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");
    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");
    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    public override string ReadLine() => StandardInput.ReadLine() ?? "";

    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        foreach (var character in ReadLine()) secret.AppendChar(character);
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw NotInteractive();

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw NotInteractive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw NotInteractive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NotInteractive();

    private string Shown(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private static HostException NotInteractive() => new("This host cannot prompt: give the value as a parameter.");
}
