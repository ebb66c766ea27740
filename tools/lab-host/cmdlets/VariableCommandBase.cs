using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets for variables share: the scope, and finding variables by name.</summary>
public abstract class VariableCommandBase : PSCmdlet
{
    /// <summary>Global, Local, Script or a number of levels up; the engine knows them by these names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Scope { get; set; }

    private protected object State => Engine.Get(SessionState, "Internal")!;

    /// <summary>The variables of that name; an error for a name without wildcards that there is none of.</summary>
    private protected IEnumerable<PSVariable> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            var exact = Scope is null ? SessionState.PSVariable.Get(name)
                : (PSVariable?)Engine.Invoke(State, "GetVariableAtScope", name, Scope);
            if (exact is not null) return [exact];
            WriteError(new ErrorRecord(
                new ItemNotFoundException($"Cannot find a variable with the name '{name}'."), "VariableNotFound",
                    ErrorCategory.ObjectNotFound, name));
            return [];
        }
        var table = Scope is null ? Engine.Invoke(State, "GetVariableTable")
            : Engine.Invoke(State, "GetVariableTableAtScope", Scope);
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return ((IDictionary<string, PSVariable>)table!).Values
            .Where(variable => pattern.IsMatch(variable.Name))
            .OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase).ToList();
    }
}
