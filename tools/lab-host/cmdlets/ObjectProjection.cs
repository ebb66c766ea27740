using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>How Select-Object makes one object out of another: chosen, left out and expanded properties.</summary>
internal sealed class ObjectProjection(
    IReadOnlyList<PropertyArgument> chosen, string[] excluded, string? expanded, Action<ErrorRecord> report)
{
    private readonly WildcardPattern[] leftOut =
        excluded.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();

    // With something to leave out and nothing chosen, everything is chosen.
    private readonly IReadOnlyList<PropertyArgument> columns =
        chosen.Count == 0 && excluded.Length > 0 && expanded is null ? PropertyArgument.ParseAll(["*"]) : chosen;

    /// <summary>The object itself, an object with the chosen properties, or the expanded values.</summary>
    public IEnumerable<PSObject> Of(PSObject input)
    {
        if (expanded is not null) return Expand(input);
        if (columns.Count == 0) return [input];
        var result = new PSObject();
        AddColumns(input, result);
        result.TypeNames.Insert(0, $"Selected.{input.BaseObject.GetType()}");
        return [result];
    }

    /// <summary>Equal as -Unique sees it: the same properties with equal values, or equal values.</summary>
    public static bool Same(PSObject one, PSObject other, bool caseSensitive)
    {
        if (one.BaseObject is not PSCustomObject || other.BaseObject is not PSCustomObject)
            return new ValueComparer(caseSensitive).Compare(one, other) == 0;
        var comparer = new ValueComparer(caseSensitive);
        var left = one.Properties.ToList();
        return left.Count == other.Properties.Count()
            && left.All(property => other.Properties[property.Name] is { } twin
                && comparer.Compare(property.Value, twin.Value) == 0);
    }

    private void AddColumns(PSObject input, PSObject result)
    {
        foreach (var column in columns)
        {
            var resolved = column.Expression.HasWildCardCharacters
                ? column.Expression.ResolveNames(input)
                : [column.Expression];
            foreach (var expression in resolved)
            {
                var name = column.Name ?? Written(input, expression);
                if (leftOut.Any(pattern => pattern.IsMatch(name)) || result.Properties[name] is not null) continue;
                var value = new PropertyArgument(name, expression, null).ValueOf(input);
                result.Properties.Add(new PSNoteProperty(name, value));
            }
        }
    }

    // The object's own spelling of the name, not the caller's.
    private static string Written(PSObject input, PSPropertyExpression expression) =>
        expression.Script is null && input.Properties[expression.ToString()] is { } property
            ? property.Name
            : expression.ToString();

    private IEnumerable<PSObject> Expand(PSObject input)
    {
        var values = new PSPropertyExpression(expanded!).GetValues(input);
        if (values.Count == 0)
        {
            report(new ErrorRecord(
                new PSArgumentException($"Property \"{expanded}\" cannot be found."), "ExpandPropertyNotFound",
                ErrorCategory.InvalidArgument, input));
            yield break;
        }
        foreach (var value in values)
        {
            if (value.Exception is not null)
            {
                report(new ErrorRecord(value.Exception, "PropertyEvaluationExpand", ErrorCategory.InvalidResult,
                    input));
                continue;
            }
            var elements = LanguagePrimitives.GetEnumerable(value.Result) ?? (IEnumerable)new[] { value.Result };
            foreach (var element in elements)
            {
                if (element is null) continue;
                // The wrapper keeps its added properties to itself: the value is someone else's too.
                var result = (PSObject)Engine.Call("System.Management.Automation.PSObject", "AsPSObject", element,
                    true)!;
                AddColumns(input, result);
                yield return result;
            }
        }
    }
}
