using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Refuses a kind of member as the name of a note, so that in `Add-Member NoteProperty Name Value` the
/// first argument is taken for the kind.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotMemberTypeAttribute : ValidateArgumentsAttribute
{
    private static readonly PSMemberTypes[] Addable =
    [
        PSMemberTypes.AliasProperty, PSMemberTypes.CodeMethod, PSMemberTypes.CodeProperty, PSMemberTypes.MemberSet,
        PSMemberTypes.NoteProperty, PSMemberTypes.PropertySet, PSMemberTypes.ScriptMethod, PSMemberTypes.ScriptProperty,
    ];

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string name || !LanguagePrimitives.TryConvertTo<PSMemberTypes>(name, out var type)) return;
        if (!Addable.Contains(type)) return;
        // Only an exception that says it may be swallowed lets the binder try the other parameters.
        throw (Exception)Engine.Create(
            "System.Management.Automation.ValidationMetadataException",
            $"The parameter NotePropertyName cannot take the value {name}: it is a kind of member.", true);
    }
}

/// <summary>Lets a number be the name of a note.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberAsTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is int or long or double or decimal
            ? LanguagePrimitives.ConvertTo<string>(inputData)
            : inputData;
}
