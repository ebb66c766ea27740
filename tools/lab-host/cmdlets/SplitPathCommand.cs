using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Split-Path.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "ParentSet")]
[OutputType(typeof(string), typeof(bool))]
public sealed class SplitPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath", "LP")]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "ParentSet")]
    public SwitchParameter Parent { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "LeafSet")]
    public SwitchParameter Leaf { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "LeafBaseSet")]
    public SwitchParameter LeafBase { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ExtensionSet")]
    public SwitchParameter Extension { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "QualifierSet")]
    public SwitchParameter Qualifier { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "NoQualifierSet")]
    public SwitchParameter NoQualifier { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "IsAbsoluteSet")]
    public SwitchParameter IsAbsolute { get; set; }

    [Parameter]
    public SwitchParameter Resolve { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            IEnumerable<string> places = Resolve
                ? SessionState.Path.GetResolvedPSPathFromPSPath(path).Select(found => found.Path)
                : [path];
            foreach (var place in places) WriteObject(Part(place));
        }
    }

    private object Part(string path)
    {
        var colon = path.IndexOf(':');
        var leaf = SessionState.Path.ParseChildName(path);
        switch (ParameterSetName)
        {
            case "LeafSet": return leaf;
            case "LeafBaseSet": return System.IO.Path.GetFileNameWithoutExtension(leaf);
            case "ExtensionSet": return System.IO.Path.GetExtension(leaf);
            case "NoQualifierSet": return path[(colon + 1)..];
            case "IsAbsoluteSet": return SessionState.Path.IsPSAbsolute(path, out _);
            case "QualifierSet":
                if (colon >= 0) return path[..(colon + 1)];
                ThrowTerminatingError(new ErrorRecord(
                    new FormatException($"Cannot parse path because path '{path}' does not have a qualifier."),
                    "ParsePathFormatError", ErrorCategory.InvalidArgument, path));
                return "";
            default: return SessionState.Path.ParseParent(path, "");
        }
    }
}
