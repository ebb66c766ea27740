using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>What a date in JSON becomes. The names are ConvertFrom-Json's.</summary>
public enum JsonDateKind { Default, Local, Utc, Offset, String }

/// <summary>JSON that is valid but has no PowerShell object, such as one with an empty key.</summary>
internal sealed class JsonShapeException(string errorId, string message) : InvalidOperationException(message)
{
    public string ErrorId { get; } = errorId;
}

/// <summary>Reads JSON text into PSCustomObjects (or ordered hashtables), arrays and values.</summary>
internal static class JsonText
{
    public static object? Parse(string text, bool asHashtable, int depth, JsonDateKind dates)
    {
        var settings = new JsonSerializerSettings
        {
            DateParseHandling = dates switch
            {
                JsonDateKind.String => DateParseHandling.None,
                JsonDateKind.Offset => DateParseHandling.DateTimeOffset,
                _ => DateParseHandling.DateTime,
            },
            DateTimeZoneHandling = dates switch
            {
                JsonDateKind.Local => DateTimeZoneHandling.Local,
                JsonDateKind.Utc => DateTimeZoneHandling.Utc,
                _ => DateTimeZoneHandling.RoundtripKind,
            },
            TypeNameHandling = TypeNameHandling.None,
            MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
            MaxDepth = depth,
        };
        return JsonConvert.DeserializeObject(text, settings) is var parsed && parsed is JToken token
            ? Of(token, asHashtable)
            : parsed;
    }

    private static object? Of(JToken token, bool asHashtable) => token switch
    {
        JObject table => asHashtable ? Hashtable(table) : Custom(table),
        JArray list => list.Where(item => item.Type != JTokenType.Comment)
            .Select(item => Of(item, asHashtable)).ToArray(),
        JValue value => value.Value,
        _ => null,
    };

    private static OrderedHashtable Hashtable(JObject table)
    {
        var result = new OrderedHashtable();
        foreach (var (key, value) in table) result.Add(key, value is null ? null : Of(value, true));
        return result;
    }

    private static PSObject Custom(JObject table)
    {
        var result = new PSObject();
        foreach (var (key, value) in table)
        {
            if (key.Length == 0)
                throw new JsonShapeException("EmptyKeyInJsonString",
                    "The provided JSON includes a property whose name is an empty string, "
                    + "this is only supported using the -AsHashtable switch.");
            if (result.Properties[key] is { } present)
                throw new JsonShapeException("KeysWithDifferentCasingInJsonString",
                    "Cannot convert the JSON string because it contains keys with different casing. "
                    + "Please use the -AsHashTable switch instead. "
                    + $"The key that was attempted to be added to the existing key '{present.Name}' was '{key}'.");
            result.Properties.Add(new PSNoteProperty(key, value is null ? null : Of(value, false)));
        }
        return result;
    }
}
