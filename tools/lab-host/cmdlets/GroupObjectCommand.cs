using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Group-Object; groups come sorted by their values, as PowerShell 7 gives them.</summary>
[Cmdlet("Group", "Object")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<GroupInfo> groups = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    [Parameter]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    [Parameter]
    public SwitchParameter AsString { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input) return;
        var comparer = new ValueComparer(CaseSensitive);
        var properties = PropertyArgument.ParseAll(Property);
        var values = properties.Count == 0 ? [input] : properties.Select(property => property.ValueOf(input)).ToArray();
        var group = groups.Find(known => known.Values.Cast<object?>().SequenceEqual(values, comparer));
        if (group is null) groups.Add(group = new GroupInfo(values));
        group.Add(input, keep: !NoElement);
    }

    protected override void EndProcessing()
    {
        var comparer = new ValueComparer(CaseSensitive);
        groups.Sort((one, other) => one.Values.Cast<object?>().Zip(other.Values.Cast<object?>())
            .Select(pair => comparer.Compare(pair.First, pair.Second)).FirstOrDefault(order => order != 0));
        if (!AsHashTable)
        {
            WriteObject(groups, enumerateCollection: true);
            return;
        }
        var table = new Hashtable(CaseSensitive ? StringComparer.Ordinal
            : StringComparer.OrdinalIgnoreCase as IEqualityComparer);
        foreach (var group in groups)
            table[AsString ? group.Name : PSObject.AsPSObject(group.Values[0]!).BaseObject] = group.Group;
        WriteObject(table);
    }
}

/// <summary>One group of Group-Object; the property names are the real one's.</summary>
public sealed class GroupInfo(object?[] values)
{
    public int Count { get; private set; }
    public string Name { get; } = string.Join(", ", values.Select(value => value?.ToString() ?? ""));
    public Collection<PSObject> Group { get; } = [];
    public ArrayList Values { get; } = new(values);

    internal void Add(PSObject member, bool keep)
    {
        Count++;
        if (keep) Group.Add(member);
    }
}
