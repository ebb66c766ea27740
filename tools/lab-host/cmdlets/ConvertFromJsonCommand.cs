using System.Management.Automation;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// ConvertFrom-Json of PowerShell 7: whole numbers are Int64, others Double, and a string that is an ISO
/// 8601 date becomes a DateTime. Windows PowerShell 5.1 gives Int32 where it fits, and leaves such strings alone.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJsonCommand : Cmdlet
{
    private readonly List<string> lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 1024;

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    [Parameter]
    public JsonDateKind DateKind { get; set; } = JsonDateKind.Default;

    protected override void ProcessRecord() => lines.Add(InputObject);

    protected override void EndProcessing()
    {
        if (lines.Count == 0) return;
        // Lines from a pipeline are one document, unless the first is a document by itself.
        if (lines.Count == 1 || !IsWhole(lines[0])) Convert(string.Join('\n', lines));
        else lines.ForEach(Convert);
    }

    private static bool IsWhole(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(text) && JsonConvert.DeserializeObject(text) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Convert(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        try
        {
            WriteObject(JsonText.Parse(text, AsHashtable, Depth, DateKind), enumerateCollection: !NoEnumerate);
        }
        catch (JsonException error)
        {
            var shown = new ArgumentException($"Conversion from JSON failed with error: {error.Message}", error);
            ThrowTerminatingError(new ErrorRecord(shown, "System.ArgumentException", ErrorCategory.NotSpecified, null));
        }
        catch (JsonShapeException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, error.ErrorId, ErrorCategory.InvalidOperation, null));
        }
    }
}
