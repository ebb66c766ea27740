using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Variable.</summary>
[Cmdlet(VerbsCommon.New, "Variable", SupportsShouldProcess = true)]
public sealed class NewVariableCommand : VariableCommandBase
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    [Parameter]
    public string Description { get; set; } = "";

    [Parameter]
    public ScopedItemOptions Option { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        if (!ShouldProcess($"Name: {Name}", "New variable")) return;
        try
        {
            var scope = Scope ?? "Local";
            if (!Force && Engine.Invoke(State, "GetVariableAtScope", Name, scope) is not null)
                throw new SessionStateException($"A variable with name '{Name}' already exists.");
            var variable = new PSVariable(Name, Value, Option) { Description = Description };
            Engine.Invoke(State, "NewVariableAtScope", variable, scope, Force.IsPresent);
            if (PassThru) WriteObject(variable);
        }
        catch (SessionStateException error)
        {
            WriteError(new ErrorRecord(error, "VariableAlreadyExists", ErrorCategory.ResourceExists, Name));
        }
    }
}
