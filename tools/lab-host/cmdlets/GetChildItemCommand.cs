using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ChildItem; -Filter, -Include and -Exclude are matched against the item's own name.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Items")]
public sealed class GetChildItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Items", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    [Parameter(Mandatory = true, ParameterSetName = "LiteralItems", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get => Path; set => Path = value; }

    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    [Parameter]
    public string[] Include { get; set; } = [];

    [Parameter]
    public string[] Exclude { get; set; } = [];

    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter Name { get; set; }

    [Parameter]
    [Alias("ad")]
    public SwitchParameter Directory { get; set; }

    [Parameter]
    [Alias("af")]
    public SwitchParameter File { get; set; }

    private bool IsLiteral => ParameterSetName == "LiteralItems";

    protected override void ProcessRecord()
    {
        var depth = Depth != uint.MaxValue ? Depth : Recurse ? uint.MaxValue - 1 : 0;
        foreach (var path in Path) List(path, IsLiteral, depth);
    }

    private void List(string path, bool literal, uint depth)
    {
        if (Stopping) return;
        try
        {
            var children = SessionState.InvokeProvider.ChildItem.Get([path], recurse: false, Force, literal);
            foreach (var child in children)
                if (IsWanted(child)) WriteObject(Name ? child.Properties["PSChildName"].Value : child);
            if (depth == 0) return;
            foreach (var child in children)
                if (child.Properties["PSIsContainer"]?.Value is true
                    && child.Properties["PSPath"]?.Value is string folder)
                    List(folder, true, depth - 1);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            WriteError(new ErrorRecord(error.ErrorRecord, error));
        }
    }

    private bool IsWanted(PSObject child)
    {
        var name = child.Properties["PSChildName"]?.Value as string ?? "";
        var isContainer = child.Properties["PSIsContainer"]?.Value is true;
        return !(Directory && !isContainer) && !(File && isContainer)
            && (Filter is null || Matches(Filter, name))
            && (Include.Length == 0 || Include.Any(pattern => Matches(pattern, name)))
            && !Exclude.Any(pattern => Matches(pattern, name));
    }

    private static bool Matches(string pattern, string name) =>
        WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
