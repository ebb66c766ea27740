using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Variable.</summary>
[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
[OutputType(typeof(PSVariable))]
public sealed class SetVariableCommand : VariableCommandBase
{
    private readonly List<object?> values = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; } = AutomationNull.Value;

    [Parameter]
    public string? Description { get; set; }

    [Parameter]
    public ScopedItemOptions? Option { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        if (!ReferenceEquals(Value, AutomationNull.Value)) values.Add(Value);
    }

    protected override void EndProcessing()
    {
        var value = values.Count > 1 ? values.ToArray() : values.FirstOrDefault();
        foreach (var name in Name)
        {
            if (!ShouldProcess($"Name: {name}", "Set variable")) continue;
            try
            {
                var present = (PSVariable?)Engine.Invoke(State, "GetVariableAtScope", name, Scope ?? "Local");
                var variable = new PSVariable(name, value, Option ?? present?.Options ?? ScopedItemOptions.None);
                variable.Description = Description ?? present?.Description ?? "";
                Engine.Invoke(State, "SetVariableAtScope", variable, Scope ?? "Local", Force.IsPresent,
                    CommandOrigin.Internal);
                if (PassThru) WriteObject(variable);
            }
            catch (SessionStateException error)
            {
                WriteError(new ErrorRecord(error.ErrorRecord, error));
            }
        }
    }
}
