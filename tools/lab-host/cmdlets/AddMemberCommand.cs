using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Add-Member for notes, aliases, script properties, script methods, property sets and type names.</summary>
[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = "TypeNameSet")]
public sealed class AddMemberCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = new();

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "MemberSet")]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "MemberSet")]
    public string Name { get; set; } = "";

    [Parameter(Position = 2, ParameterSetName = "MemberSet")]
    public object? Value { get; set; }

    [Parameter(Position = 3, ParameterSetName = "MemberSet")]
    public object? SecondValue { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "TypeNameSet")]
    [Parameter(ParameterSetName = "MemberSet")]
    [Parameter(ParameterSetName = "NotePropertySingleMemberSet")]
    [Parameter(ParameterSetName = "NotePropertyMultiMemberSet")]
    [ValidateNotNullOrEmpty]
    public string? TypeName { get; set; }

    [Parameter(ParameterSetName = "MemberSet")]
    [Parameter(ParameterSetName = "NotePropertySingleMemberSet")]
    [Parameter(ParameterSetName = "NotePropertyMultiMemberSet")]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotePropertySingleMemberSet")]
    [NotMemberType]
    [NumberAsText]
    [ValidateNotNullOrEmpty]
    public string NotePropertyName { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "NotePropertySingleMemberSet")]
    [AllowNull]
    public object? NotePropertyValue { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotePropertyMultiMemberSet")]
    [ValidateNotNullOrEmpty]
    public IDictionary NotePropertyMembers { get; set; } = new Hashtable();

    protected override void ProcessRecord()
    {
        var added = ParameterSetName switch
        {
            "NotePropertySingleMemberSet" => Add(new PSNoteProperty(NotePropertyName, NotePropertyValue)),
            "NotePropertyMultiMemberSet" => NotePropertyMembers.Cast<DictionaryEntry>().All(
                entry => Add(new PSNoteProperty(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value))),
            "MemberSet" => Add(Member()),
            _ => true,
        };
        if (added && TypeName is not null && InputObject.TypeNames.FirstOrDefault() != TypeName)
        {
            if (LanguagePrimitives.TryConvertTo<Type>(TypeName, out var type)) TypeName = type.FullName;
            InputObject.TypeNames.Insert(0, TypeName!);
        }
        if (added && PassThru) WriteObject(InputObject);
    }

    private bool Add(PSMemberInfo member)
    {
        if (InputObject.Members[member.Name] is { } present)
        {
            if (!Force)
            {
                WriteError(new ErrorRecord(
                    new InvalidOperationException(
                        $"Cannot add a member with the name \"{member.Name}\" because a member with that name already "
                        + "exists. To overwrite the member anyway, add the Force parameter to your command."),
                    "MemberAlreadyExists", ErrorCategory.InvalidOperation, InputObject));
                return false;
            }
            if (present.IsInstance) InputObject.Members.Remove(member.Name);
        }
        InputObject.Members.Add(member);
        return true;
    }

    private PSMemberInfo Member()
    {
        switch (MemberType)
        {
            case PSMemberTypes.NoteProperty: return new PSNoteProperty(Name, Value);
            case PSMemberTypes.ScriptProperty:
                return new PSScriptProperty(Name, As<ScriptBlock>(Value), As<ScriptBlock>(SecondValue));
            case PSMemberTypes.ScriptMethod: return new PSScriptMethod(Name, As<ScriptBlock>(Value));
            case PSMemberTypes.AliasProperty:
                return new PSAliasProperty(Name, As<string>(Value), As<Type>(SecondValue));
            case PSMemberTypes.PropertySet: return new PSPropertySet(Name, As<string[]>(Value));
            case PSMemberTypes.MemberSet: return new PSMemberSet(Name, As<PSMemberInfo[]>(Value) ?? []);
            default:
                ThrowTerminatingError(new ErrorRecord(
                    new NotSupportedException($"This host cannot add a member of type {MemberType}."),
                    "CannotAddMemberType", ErrorCategory.NotImplemented, MemberType));
                throw new InvalidOperationException();
        }
    }

    private static T? As<T>(object? value) where T : class => value is null ? null
        : LanguagePrimitives.ConvertTo<T>(value);
}
