using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sort-Object; always stable, as -Stable promises.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> objects = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter Stable { get; set; }

    [Parameter]
    public string? Culture { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) objects.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var comparer = new ValueComparer(CaseSensitive);
        var keys = PropertyArgument.ParseAll(Property);
        var rows = objects.Select(item => new Row(
            item, keys.Count == 0 ? [item] : keys.Select(key => key.ValueOf(item)).ToArray()));
        var descending = keys.Count == 0 ? [Descending] : keys.Select(key => key.Descending ?? Descending).ToArray();
        var order = Comparer<Row>.Create((one, other) => Compare(one, other, descending, comparer));
        var sorted = rows.Order(order).ToList();
        if (Unique)
            sorted = sorted.Where((row, at) => at == 0 || order.Compare(sorted[at - 1], row) != 0).ToList();
        if (Top > 0) sorted = sorted.Take(Top).ToList();
        if (Bottom > 0) sorted = sorted.TakeLast(Bottom).ToList();
        foreach (var row in sorted) WriteObject(row.Item);
    }

    private static int Compare(Row one, Row other, bool[] descending, ValueComparer comparer)
    {
        for (var i = 0; i < one.Keys.Length; i++)
            if (comparer.Compare(one.Keys[i], other.Keys[i]) is var order and not 0)
                return descending[i] ? -order : order;
        return 0;
    }

    private sealed record Row(PSObject Item, object?[] Keys);
}
