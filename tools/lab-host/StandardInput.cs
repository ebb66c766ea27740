using System.Text;

namespace LabHost;

/// <summary>
/// Lines of standard input, taken byte by byte: a statement that goes on to read raw standard input
/// itself must find there every byte after its own line.
/// </summary>
internal static class StandardInput
{
    private static readonly Stream Raw = Console.OpenStandardInput();

    /// <summary>The next line without its end, or null at the end of input.</summary>
    public static string? ReadLine()
    {
        var bytes = new List<byte>(256);
        Span<byte> one = stackalloc byte[1];
        while (Raw.Read(one) == 1)
        {
            if (one[0] == (byte)'\n') return Decode(bytes);
            bytes.Add(one[0]);
        }
        return bytes.Count == 0 ? null : Decode(bytes);
    }

    private static string Decode(List<byte> bytes)
    {
        var line = Encoding.UTF8.GetString(bytes.ToArray());
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
