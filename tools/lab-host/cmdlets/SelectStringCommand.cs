using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-String on text from the pipeline or on files, without -Context.</summary>
[Cmdlet(VerbsCommon.Select, "String", DefaultParameterSetName = "File")]
public sealed class SelectStringCommand : PSCmdlet
{
    private Regex[] patterns = [];
    private int lineNumber;
    private bool found;

    [Parameter(ValueFromPipeline = true, Mandatory = true, ParameterSetName = "Object")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0)]
    public string[] Pattern { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "File")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get => Path; set => Path = value; }

    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    public SwitchParameter List { get; set; }

    [Parameter]
    public SwitchParameter NotMatch { get; set; }

    [Parameter]
    public SwitchParameter AllMatches { get; set; }

    [Parameter]
    public SwitchParameter Raw { get; set; }

    protected override void BeginProcessing()
    {
        var options = CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase;
        patterns = Pattern.Select(text => new Regex(SimpleMatch ? Regex.Escape(text) : text, options)).ToArray();
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Object")
        {
            if (InputObject is not null)
                Test(LanguagePrimitives.ConvertTo<string>(InputObject), ++lineNumber, "InputStream");
            return;
        }
        foreach (var file in Path.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
                if (Test(line, ++number, file) && (List || Quiet)) break;
        }
    }

    protected override void EndProcessing()
    {
        if (Quiet) WriteObject(found);
    }

    private bool Test(string line, int number, string path)
    {
        var match = patterns.Select(pattern => (pattern, Hits: pattern.Matches(line)))
            .FirstOrDefault(tried => tried.Hits.Count > 0);
        if ((match.Hits is not null) == NotMatch) return false;
        found = true;
        if (Quiet) return true;
        var hits = match.Hits is null ? [] : AllMatches ? match.Hits.ToArray() : [match.Hits[0]];
        WriteObject(Raw ? line
            : new MatchInfo(line, number, path, match.pattern?.ToString() ?? Pattern[0], hits, !CaseSensitive));
        return true;
    }
}

/// <summary>One line that Select-String found; the property names are the real one's.</summary>
public sealed record MatchInfo(string Line, int LineNumber, string Path, string Pattern, Match[] Matches,
    bool IgnoreCase)
{
    public string Filename => System.IO.Path.GetFileName(Path);

    public override string ToString() => Path == "InputStream" ? Line : $"{Path}:{LineNumber}:{Line}";

    /// <summary>What PowerShell's own format data asks for; this host marks nothing.</summary>
    public string ToEmphasizedString(string directory) => Path == "InputStream"
        ? Line
        : $"{System.IO.Path.GetRelativePath(directory, Path)}:{LineNumber}:{Line}";
}
