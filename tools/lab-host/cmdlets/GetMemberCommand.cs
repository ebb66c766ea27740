using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Member: the members of each type in the input, once.</summary>
[Cmdlet(VerbsCommon.Get, "Member")]
public sealed class GetMemberCommand : PSCmdlet
{
    private readonly HashSet<string> seen = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input) return;
        var typeName = input.TypeNames.Count > 0 ? input.TypeNames[0] : input.BaseObject.GetType().FullName!;
        if (!seen.Add(typeName)) return;
        var patterns = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        var members = input.Members
            .Where(member => MemberType.HasFlag(member.MemberType)
                && patterns.Any(pattern => pattern.IsMatch(member.Name)))
            .Where(member => Force || !IsAccessor(member))
            .OrderBy(member => member.MemberType).ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
            WriteObject(new MemberDefinition(typeName, member.Name, member.MemberType, member.ToString()!));
    }

    protected override void EndProcessing()
    {
        if (seen.Count == 0)
            WriteError(new ErrorRecord(
                new InvalidOperationException("You must specify an object for the Get-Member cmdlet."),
                "NoObjectInGetMember", ErrorCategory.CloseError, null));
    }

    // get_X and set_X stand for a property that is listed anyway.
    private static bool IsAccessor(PSMemberInfo member) => member is PSMethod
        && (member.Name.StartsWith("get_", StringComparison.Ordinal)
            || member.Name.StartsWith("set_", StringComparison.Ordinal));
}

/// <summary>One member that Get-Member found.</summary>
public sealed record MemberDefinition(string TypeName, string Name, PSMemberTypes MemberType, string Definition)
{
    public override string ToString() => Definition;
}
