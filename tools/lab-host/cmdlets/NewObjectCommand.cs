using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Object, without COM.</summary>
[Cmdlet(VerbsCommon.New, "Object", DefaultParameterSetName = "Net")]
public sealed class NewObjectCommand : PSCmdlet
{
    [Parameter(ParameterSetName = "Net", Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string TypeName { get; set; } = "";

    [Parameter(ParameterSetName = "Net", Position = 1)]
    [Alias("Args")]
    public object?[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo<Type>(TypeName, out var type))
            Fail(new PSArgumentException(
                $"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded."),
                    "TypeNotFound", ErrorCategory.InvalidType);
        // In ConstrainedLanguage only the types that the engine itself counts as harmless may be made.
        if (SessionState.LanguageMode == PSLanguageMode.ConstrainedLanguage
            && Engine.Call("System.Management.Automation.CoreTypes", "Contains", type) is not true)
            Fail(
                new PSNotSupportedException("Cannot create type. Only core types are supported in this language mode."),
                "CannotCreateTypeConstrainedLanguage", ErrorCategory.PermissionDenied);
        object made = null!;
        try
        {
            made = Construct(type);
        }
        catch (Exception error) when (error is MethodException or MissingMethodException or PSNotSupportedException)
        {
            Fail(error, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation);
        }
        if (Property is not null) made = SetProperties(made);
        WriteObject(made);
    }

    private object Construct(Type type)
    {
        if (type == typeof(PSObject) && ArgumentList.Length == 0) return new PSObject();
        if (type.IsValueType && ArgumentList.Length == 0) return Activator.CreateInstance(type)!;
        if (type.GetConstructors() is not { Length: > 0 } constructors)
            throw new PSNotSupportedException(
                $"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}.");
        return Engine.Call("System.Management.Automation.DotNetAdapter", "ConstructorInvokeDotNet", type,
            constructors, ArgumentList)!;
    }

    private PSObject SetProperties(object made)
    {
        var target = PSObject.AsPSObject(made);
        foreach (DictionaryEntry entry in Property!)
        {
            var name = LanguagePrimitives.ConvertTo<string>(entry.Key);
            if (target.Properties[name] is { } present)
            {
                try
                {
                    present.Value = entry.Value;
                }
                catch (SetValueException error)
                {
                    WriteError(new ErrorRecord(
                        error, "InvalidOperationException", ErrorCategory.InvalidOperation, made));
                }
            }
            else if (target.BaseObject is PSCustomObject) target.Properties.Add(new PSNoteProperty(name, entry.Value));
            else
                Fail(new InvalidOperationException(
                    $"The member \"{name}\" was not found for the specified .NET object."),
                        "InvalidOperationException", ErrorCategory.InvalidOperation);
        }
        return target;
    }

    private void Fail(Exception error, string id, ErrorCategory category) =>
        ThrowTerminatingError(new ErrorRecord(error, id, category, TypeName));
}
