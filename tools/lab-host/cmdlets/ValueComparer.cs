using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Orders any two values as Sort-Object does: null first, then as -lt compares them, else as text.</summary>
internal sealed class ValueComparer(bool caseSensitive) : IComparer<object?>, IEqualityComparer<object?>
{
    public int Compare(object? first, object? second)
    {
        var one = Base(first);
        var other = Base(second);
        if (one is null || other is null) return (one is null ? 0 : 1) - (other is null ? 0 : 1);
        if (LanguagePrimitives.TryCompare(one, other, !caseSensitive, out var order)) return order;
        return LanguagePrimitives.Compare(one.ToString(), other.ToString(), !caseSensitive);
    }

    public new bool Equals(object? first, object? second) => Compare(first, second) == 0;

    // Values of different types can be equal ("1" and 1), so no hash can tell them apart beforehand.
    public int GetHashCode(object? value) => 0;

    private static object? Base(object? value) => value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject
        ? wrapped.BaseObject
        : value;
}
