using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Copy-Item within this machine.</summary>
[Cmdlet(VerbsCommon.Copy, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class CopyItemCommand : PathCommandBase
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    [Parameter]
    public SwitchParameter Container { get; set; } = true;

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            ForPath(path, one =>
            {
                if (!ShouldProcess($"Item: {one} Destination: {Destination}", "Copy")) return;
                var containers = Container ? CopyContainers.CopyTargetContainer
                    : CopyContainers.CopyChildrenOfTargetContainer;
                var copies = SessionState.InvokeProvider.Item.Copy([one], Destination, Recurse, containers, Force,
                    IsLiteral);
                if (PassThru) WriteObject(copies, enumerateCollection: true);
            });
    }
}
