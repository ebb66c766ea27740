using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-Object.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "DefaultParameter")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> held = new();
    private readonly List<PSObject> distinct = [];
    private HashSet<int>? wanted;
    private int seen;
    private int written;
    private ObjectProjection? projection;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ParameterSetName = "DefaultParameter")]
    [Parameter(Position = 0, ParameterSetName = "SkipLastParameter")]
    public object[]? Property { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string[] ExcludeProperty { get; set; } = [];

    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter(ParameterSetName = "SkipLastParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter(ParameterSetName = "IndexParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    [Parameter(ParameterSetName = "SkipIndexParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int[]? SkipIndex { get; set; }

    protected override void BeginProcessing()
    {
        wanted = (Index ?? SkipIndex)?.ToHashSet();
        projection = new ObjectProjection(PropertyArgument.ParseAll(Property), ExcludeProperty, ExpandProperty,
            WriteError);
    }

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input) return;
        var at = seen++;
        if (wanted is not null)
        {
            if (wanted.Contains(at) == (Index is not null)) Write(input);
        }
        else if (Last >= 0)
        {
            if (First >= 0 && written < First)
            {
                written++;
                Write(input);
                return;
            }
            held.Enqueue(input);
            while (held.Count > Last + Skip) held.Dequeue();
        }
        else if (SkipLast > 0)
        {
            held.Enqueue(input);
            if (held.Count > SkipLast) Write(held.Dequeue());
        }
        else if (at >= Skip)
        {
            if (First < 0 || written++ < First) Write(input);
            if (First >= 0 && written >= First && !Wait && !Unique) throw Engine.StopUpstream(this);
        }
    }

    protected override void EndProcessing()
    {
        // -Last with -Skip leaves out that many at the end.
        if (Last >= 0)
            for (var left = held.Count - Skip; left > 0; left--) Write(held.Dequeue());
        foreach (var one in distinct) WriteObject(one);
    }

    private void Write(PSObject input)
    {
        foreach (var result in projection!.Of(input))
        {
            if (!Unique) WriteObject(result);
            else if (!distinct.Any(known => ObjectProjection.Same(known, result, !CaseInsensitive)))
                distinct.Add(result);
        }
    }
}
