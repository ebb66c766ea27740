using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Compare-Object without -SyncWindow: order does not matter, as with the real one's default.</summary>
[Cmdlet(VerbsData.Compare, "Object")]
public sealed class CompareObjectCommand : PSCmdlet
{
    private readonly List<PSObject> differences = [];

    [Parameter(Position = 0, Mandatory = true)]
    [AllowEmptyCollection]
    public PSObject[] ReferenceObject { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] DifferenceObject { get; set; } = [];

    [Parameter]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter ExcludeDifferent { get; set; }

    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void ProcessRecord() => differences.AddRange(DifferenceObject);

    protected override void EndProcessing()
    {
        var properties = PropertyArgument.ParseAll(Property);
        var unmatched = new List<PSObject>(ReferenceObject);
        var onlyInDifference = new List<PSObject>();
        foreach (var item in differences)
        {
            var twin = unmatched.FindIndex(reference => Same(reference, item, properties));
            if (twin < 0)
            {
                onlyInDifference.Add(item);
                continue;
            }
            if (IncludeEqual || ExcludeDifferent) Write(unmatched[twin], "==", properties);
            unmatched.RemoveAt(twin);
        }
        if (ExcludeDifferent) return;
        foreach (var item in onlyInDifference) Write(item, "=>", properties);
        foreach (var item in unmatched) Write(item, "<=", properties);
    }

    private bool Same(PSObject one, PSObject other, IReadOnlyList<PropertyArgument> properties)
    {
        var comparer = new ValueComparer(CaseSensitive);
        return properties.Count == 0
            ? comparer.Compare(one, other) == 0
            : properties.All(property => comparer.Compare(property.ValueOf(one), property.ValueOf(other)) == 0);
    }

    private void Write(PSObject item, string side, IReadOnlyList<PropertyArgument> properties)
    {
        var result = PassThru ? item : new PSObject();
        if (!PassThru && properties.Count == 0) result.Properties.Add(new PSNoteProperty("InputObject", item));
        if (!PassThru)
            foreach (var property in properties)
            {
                var name = property.Name ?? property.Expression.ToString();
                result.Properties.Add(new PSNoteProperty(name, property.ValueOf(item)));
            }
        result.Properties.Add(new PSNoteProperty("SideIndicator", side));
        WriteObject(result);
    }
}
