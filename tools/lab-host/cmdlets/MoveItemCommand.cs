using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Move-Item.</summary>
[Cmdlet(VerbsCommon.Move, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class MoveItemCommand : PathCommandBase
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            ForPath(path, one =>
            {
                if (!ShouldProcess($"Item: {one} Destination: {Destination}", "Move")) return;
                var moved = SessionState.InvokeProvider.Item.Move([one], Destination, Force, IsLiteral);
                if (PassThru) WriteObject(moved, enumerateCollection: true);
            });
    }
}
