using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Content of files; other providers are read as they are, such as Function:.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : PathCommandBase
{
    [Parameter]
    [Alias("First", "Head")]
    [ValidateRange(0, long.MaxValue)]
    public long TotalCount { get; set; } = -1;

    [Parameter]
    [Alias("Last")]
    [ValidateRange(0, int.MaxValue)]
    public int Tail { get; set; } = -1;

    [Parameter]
    public long ReadCount { get; set; } = 1;

    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    [Parameter]
    public object? Encoding { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            foreach (var item in ItemsAt(path))
                ForPath(path, _ =>
                {
                    if (item.BaseObject is FileInfo file) Read(file, item);
                    else ReadOther(PropertyOf(item, "PSPath"));
                });
    }

    private void Read(FileInfo file, PSObject item)
    {
        if (AsByteStream)
        {
            WriteObject(File.ReadAllBytes(file.FullName), enumerateCollection: !Raw);
            return;
        }
        // Another program may still be writing the file, such as an installer its log.
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, FileEncoding.Of(Encoding), detectEncodingFromByteOrderMarks: true);
        if (Raw)
        {
            WriteObject(reader.ReadToEnd());
            return;
        }
        var lines = LinesOf(reader);
        if (TotalCount >= 0) lines = lines.Take((int)Math.Min(TotalCount, int.MaxValue));
        if (Tail >= 0) lines = lines.TakeLast(Tail);
        if (ReadCount == 0)
        {
            WriteObject(lines.ToArray());
            return;
        }
        var number = 0L;
        foreach (var line in lines) WriteObject(Marked(line, item, ++number));
    }

    private static IEnumerable<string> LinesOf(StreamReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }

    // The real one marks every line with where it came from.
    private static PSObject Marked(string line, PSObject item, long number)
    {
        var result = new PSObject(line);
        foreach (var name in (string[])["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"])
            if (item.Properties[name] is { } property) result.Properties.Add(new PSNoteProperty(name, property.Value));
        result.Properties.Add(new PSNoteProperty("ReadCount", number));
        return result;
    }

    private void ReadOther(string path)
    {
        foreach (var reader in SessionState.InvokeProvider.Content.GetReader([path], Force, literalPath: true))
            using (reader)
                while (reader.Read(1) is { Count: > 0 } block) WriteObject(block, enumerateCollection: true);
    }
}
