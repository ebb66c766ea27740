using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Item. Without -Recurse a folder that is not empty is refused; the real one would ask.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class RemoveItemCommand : PathCommandBase
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            foreach (var item in ItemsAt(path, Force))
                ForPath(path, _ =>
                {
                    var place = PropertyOf(item, "PSPath");
                    if (!Recurse && item.BaseObject is DirectoryInfo folder && folder.EnumerateFileSystemInfos().Any())
                    {
                        var refusal = new IOException(
                            $"Directory {folder.FullName} cannot be removed because it is not empty.");
                        WriteError(new ErrorRecord(refusal, "DirectoryNotEmpty", ErrorCategory.WriteError, place));
                        return;
                    }
                    if (ShouldProcess(SessionState.Path.GetUnresolvedProviderPathFromPSPath(place)))
                        SessionState.InvokeProvider.Item.Remove([place], Recurse, Force, literalPath: true);
                });
    }
}
