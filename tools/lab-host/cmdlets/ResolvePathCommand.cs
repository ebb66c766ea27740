using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Resolve-Path.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PathCommandBase
{
    [Parameter]
    public SwitchParameter Relative { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            ForPath(path, one =>
            {
                var pattern = IsLiteral ? WildcardPattern.Escape(one) : one;
                foreach (var found in SessionState.Path.GetResolvedPSPathFromPSPath(pattern))
                    WriteObject(Relative ? RelativeOf(found) : found);
            });
    }

    private string RelativeOf(PathInfo found)
    {
        var relative = System.IO.Path.GetRelativePath(SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            found.ProviderPath);
        return relative.StartsWith('.') ? relative : System.IO.Path.Combine(".", relative);
    }
}
