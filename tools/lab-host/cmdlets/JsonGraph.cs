using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;
using System.Reflection;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Turns any object into dictionaries, lists and values that serialize as ConvertTo-Json of PowerShell 7
/// does: past the depth as text; properties whose getter fails as null; members added to a string or a
/// date left out, those added to any other value beside it under "value".
/// </summary>
internal sealed class JsonGraph(int maxDepth, Action truncated, Func<bool> cancelled)
{
    public object? Of(object? value, int depth = 0)
    {
        if (cancelled()) throw new OperationCanceledException();
        var wrapper = value as PSObject;
        var inner = wrapper is null ? value : wrapper.BaseObject;
        if (inner is null or DBNull or NullString || inner == AutomationNull.Value) return null;
        if (inner is string or DateTime) return inner;
        if (IsValue(inner)) return WithAddedMembers(wrapper, EnumForm(inner), depth, false);
        if (depth > maxDepth)
        {
            truncated();
            if (wrapper is not null && inner is PSCustomObject) return Text(wrapper);
            return WithAddedMembers(wrapper, Text(inner), depth, false);
        }
        return inner switch
        {
            IDictionary table => WithAddedMembers(wrapper, Table(table, depth), depth, false),
            IEnumerable list => WithAddedMembers(wrapper, List(list, depth), depth, false),
            _ => WithAddedMembers(wrapper, Members(inner, depth), depth, true),
        };
    }

    private static bool IsValue(object value) =>
        value is decimal or DateTimeOffset or Guid or Uri or BigInteger
            || value.GetType() is { IsPrimitive: true } or { IsEnum: true };

    // JavaScript has no exact number for every 64-bit value.
    private static object EnumForm(object value) =>
        value is Enum wide && wide.GetTypeCode() is (TypeCode.Int64 or TypeCode.UInt64) ? value.ToString()! : value;

    private static string Text(object value) =>
        (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);

    private Dictionary<string, object?> Table(IDictionary table, int depth)
    {
        var result = new Dictionary<string, object?>(table.Count);
        foreach (DictionaryEntry entry in table)
            result.Add(entry.Key as string ?? throw new NonTextKeyException(table), Of(entry.Value, depth + 1));
        return result;
    }

    private List<object?> List(IEnumerable list, int depth)
    {
        var result = new List<object?>();
        foreach (var element in list) result.Add(Of(element, depth + 1));
        return result;
    }

    private Dictionary<string, object?> Members(object value, int depth)
    {
        var result = new Dictionary<string, object?>();
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
            if (!field.IsDefined(typeof(JsonIgnoreAttribute), true))
                result[field.Name] = Of(NullOnError(() => field.GetValue(value)), depth + 1);
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetGetMethod() is { } getter && getter.GetParameters().Length == 0
                && !property.IsDefined(typeof(JsonIgnoreAttribute), true))
                result[property.Name] = Of(NullOnError(() => getter.Invoke(value, [])), depth + 1);
        return result;
    }

    private object? WithAddedMembers(PSObject? wrapper, object? form, int depth, bool isObject)
    {
        if (wrapper is null) return form;
        var result = form as Dictionary<string, object?> ?? new() { ["value"] = form };
        var adapted = isObject ? null : MembersOfType(wrapper);
        foreach (var property in wrapper.Properties)
            if (adapted?.Contains(property.Name) != true && !result.ContainsKey(property.Name))
                result[property.Name] = Of(NullOnError(() => property.Value), depth + 1);
        return form is not Dictionary<string, object?> && result.Count == 1 ? form : result;
    }

    // Of a value, a list or a dictionary only what PowerShell added counts, not what its .NET type has.
    private static HashSet<string> MembersOfType(PSObject wrapper) => new(
        wrapper.Properties.OfType<PSProperty>().Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    private static object? NullOnError(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is GetValueException or TargetInvocationException or MethodException)
        {
            return null;
        }
    }
}
