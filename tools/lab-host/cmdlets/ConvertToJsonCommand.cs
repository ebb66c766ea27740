using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Json of PowerShell 7. Windows PowerShell 5.1 writes dates as \/Date(n)\/ instead.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> objects = [];
    private volatile bool stopping;

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    [Parameter]
    public SwitchParameter AsArray { get; set; }

    [Parameter]
    public StringEscapeHandling EscapeHandling { get; set; } = StringEscapeHandling.Default;

    protected override void ProcessRecord() => objects.Add(InputObject);

    protected override void EndProcessing()
    {
        if (objects.Count == 0) return;
        object? whole = objects.Count > 1 || AsArray ? objects.ToArray() : objects[0];
        var settings = new JsonSerializerSettings
        {
            TypeNameHandling = TypeNameHandling.None,
            MaxDepth = 1024,
            StringEscapeHandling = EscapeHandling,
            Formatting = Compress ? Formatting.None : Formatting.Indented,
        };
        if (EnumsAsStrings) settings.Converters.Add(new StringEnumConverter());
        var warned = false;
        var graph = new JsonGraph(Depth, () =>
        {
            if (!warned)
                WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
            warned = true;
        }, () => stopping);
        try
        {
            WriteObject(JsonConvert.SerializeObject(graph.Of(whole), settings));
        }
        catch (OperationCanceledException)
        {
            // The pipeline is stopping: no output is wanted.
        }
        catch (NonTextKeyException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "NonStringKeyInDictionary",
                ErrorCategory.InvalidOperation, error.Table));
        }
    }

    protected override void StopProcessing() => stopping = true;
}
