using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Set-Content and Add-Content share: -Value into a file, a line for each element.</summary>
public abstract class WriteContentCommandBase : PathCommandBase
{
    private readonly List<object?> values = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Value { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    [Parameter]
    public object? Encoding { get; set; }

    private protected abstract FileMode Mode { get; }

    protected override void ProcessRecord() => values.AddRange(Value ?? []);

    protected override void EndProcessing()
    {
        foreach (var path in Path)
            ForPath(path, _ =>
            {
                var file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
                if (!ShouldProcess(file)) return;
                using var stream = new FileStream(file, Mode, FileAccess.Write, FileShare.Read);
                stream.Write(Bytes(atStart: stream.Length == 0));
            });
        if (PassThru) WriteObject(values, enumerateCollection: true);
    }

    private byte[] Bytes(bool atStart)
    {
        if (AsByteStream) return values.Select(LanguagePrimitives.ConvertTo<byte>).ToArray();
        var encoding = FileEncoding.Of(Encoding);
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(value is null ? "" : LanguagePrimitives.ConvertTo<string>(value));
            if (!NoNewline) text.Append(Environment.NewLine);
        }
        return [.. atStart ? encoding.GetPreamble() : [], .. encoding.GetBytes(text.ToString())];
    }
}

/// <summary>Set-Content.</summary>
[Cmdlet(VerbsCommon.Set, "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class SetContentCommand : WriteContentCommandBase
{
    private protected override FileMode Mode => FileMode.Create;
}

/// <summary>Add-Content.</summary>
[Cmdlet(VerbsCommon.Add, "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class AddContentCommand : WriteContentCommandBase
{
    private protected override FileMode Mode => FileMode.Append;
}
