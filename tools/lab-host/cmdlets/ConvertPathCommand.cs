using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Convert-Path.</summary>
[Cmdlet(VerbsData.Convert, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(string))]
public sealed class ConvertPathCommand : PathCommandBase
{
    protected override void ProcessRecord()
    {
        foreach (var path in Path) WriteObject(FilesAt(path), enumerateCollection: true);
    }
}
