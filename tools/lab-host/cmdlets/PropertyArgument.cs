using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// One element of a -Property argument: a name (wildcards allowed), a script block, or a hashtable with
/// Name/Label, Expression and, for sorting, Ascending or Descending; keys may be shortened.
/// Source: about_Calculated_Properties on learn.microsoft.com.
/// </summary>
internal sealed record PropertyArgument(string? Name, PSPropertyExpression Expression, bool? Descending)
{
    public static IReadOnlyList<PropertyArgument> ParseAll(object[]? arguments) =>
        (arguments ?? []).Select(Parse).ToList();

    private static PropertyArgument Parse(object argument)
    {
        var value = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        return value is IDictionary table ? FromTable(table) : new(null, ToExpression(value), null);
    }

    private static PropertyArgument FromTable(IDictionary table)
    {
        string? name = null;
        object? expression = null;
        bool? descending = null;
        foreach (DictionaryEntry entry in table)
        {
            var key = entry.Key.ToString()!.ToLowerInvariant();
            bool IsShort(string full) => key.Length > 0 && full.StartsWith(key, StringComparison.Ordinal);
            if (IsShort("name") || IsShort("label")) name = entry.Value?.ToString();
            else if (IsShort("expression")) expression = entry.Value;
            else if (IsShort("descending")) descending = LanguagePrimitives.IsTrue(entry.Value);
            else if (IsShort("ascending")) descending = !LanguagePrimitives.IsTrue(entry.Value);
            else throw new PSArgumentException($"The {entry.Key} key is not valid.");
        }
        if (expression is PSObject wrapped) expression = wrapped.BaseObject;
        if (expression is null) throw new PSArgumentException("The key Expression is mandatory.");
        return new(name, ToExpression(expression), descending);
    }

    private static PSPropertyExpression ToExpression(object value) => value is ScriptBlock script
        ? new PSPropertyExpression(script)
        : new PSPropertyExpression(LanguagePrimitives.ConvertTo<string>(value));

    /// <summary>The value for one object: null when the property is missing or its getter fails.</summary>
    public object? ValueOf(PSObject target) => Expression.GetValues(target) switch
    {
        [{ Exception: null } single] => single.Result,
        [] or [_] => null,
        var several => several.Select(one => one.Exception is null ? one.Result : null).ToArray(),
    };
}
