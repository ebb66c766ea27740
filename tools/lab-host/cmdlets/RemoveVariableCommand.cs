using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Variable.</summary>
[Cmdlet(VerbsCommon.Remove, "Variable", SupportsShouldProcess = true)]
public sealed class RemoveVariableCommand : VariableCommandBase
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var variable in Name.SelectMany(Find))
        {
            if (!ShouldProcess($"Name: {variable.Name}", "Remove variable")) continue;
            try
            {
                if (Scope is null) Engine.Invoke(State, "RemoveVariable", variable, Force.IsPresent);
                else Engine.Invoke(State, "RemoveVariableAtScope", variable, Scope, Force.IsPresent);
            }
            catch (SessionStateException error)
            {
                WriteError(new ErrorRecord(error.ErrorRecord, error));
            }
        }
    }
}
