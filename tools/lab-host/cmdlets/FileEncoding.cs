using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>The -Encoding argument of the file cmdlets: a name, a code page, or an Encoding.</summary>
internal static class FileEncoding
{
    public static Encoding Of(object? argument) => (argument is PSObject wrapped ? wrapped.BaseObject : argument) switch
    {
        null => new UTF8Encoding(false),
        Encoding encoding => encoding,
        int codePage => Encoding.GetEncoding(codePage),
        var name => Named(name.ToString()!),
    };

    private static Encoding Named(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "utf8nobom" or "default" or "ansi" or "oem" => new UTF8Encoding(false),
        "utf8bom" => new UTF8Encoding(true),
        "unicode" or "string" or "unknown" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "ascii" => Encoding.ASCII,
        var other => Encoding.GetEncoding(other),
    };
}
