using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// What the cmdlets for items have in common: -Path with wildcards or -LiteralPath without, and errors of
/// the provider that concern one path and do not end the command.
/// </summary>
public abstract class PathCommandBase : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get => Path; set => Path = value; }

    private protected bool IsLiteral => ParameterSetName == "LiteralPath";

    /// <summary>Does something for one path; what goes wrong becomes an error of this command.</summary>
    private protected void ForPath(string path, Action<string> act)
    {
        try
        {
            act(path);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            WriteError(new ErrorRecord(error.ErrorRecord, error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var category = error is UnauthorizedAccessException ? ErrorCategory.PermissionDenied
                : ErrorCategory.WriteError;
            WriteError(new ErrorRecord(error, error.GetType().Name, category, path));
        }
    }

    /// <summary>The items that a path names; with wildcards possibly none. Reports a path that does not exist.</summary>
    private protected IEnumerable<PSObject> ItemsAt(string path, bool force = true)
    {
        var found = new List<PSObject>();
        ForPath(path, one => found.AddRange(SessionState.InvokeProvider.Item.Get([one], force, IsLiteral)));
        return found;
    }

    /// <summary>The files that a path names, as the system knows them.</summary>
    private protected IEnumerable<string> FilesAt(string path)
    {
        var found = new List<string>();
        ForPath(path, one =>
        {
            if (IsLiteral) found.Add(SessionState.Path.GetUnresolvedProviderPathFromPSPath(one));
            else found.AddRange(GetResolvedProviderPathFromPSPath(one, out _));
        });
        return found;
    }

    /// <summary>The property that the provider adds to an item, such as PSPath.</summary>
    private protected static string PropertyOf(PSObject item, string name) =>
        item.Properties[name]?.Value as string ?? "";
}
