using System.Collections;

namespace Microsoft.PowerShell.Commands;

/// <summary>A dictionary that has no JSON form because a key of it is not a string.</summary>
internal sealed class NonTextKeyException(IDictionary table) : InvalidOperationException(
    $"The type '{table.GetType().FullName}' is not supported for serialization or deserialization of a dictionary. "
    + "Keys must be strings.")
{
    public IDictionary Table { get; } = table;
}
