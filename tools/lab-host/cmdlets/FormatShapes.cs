using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Joins a formatting command to the engine's own formatter. Source: PowerShell/PowerShell, Format-Table.cs.
/// </summary>
internal static class FormatShapes
{
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";

    /// <summary>Makes the command lay objects out as the named shape, such as Table.</summary>
    public static void Apply(FrontEndCommandBase command, string shape)
    {
        var value = Enum.Parse(Engine.TypeOf($"{Namespace}FormatShape"), shape);
        Engine.Set(command, "implementation", Engine.Create($"{Namespace}InnerFormatShapeCommand", value));
    }

    /// <summary>Makes the command render objects as text to a writer, in lines of at most so many columns.</summary>
    public static void Render(FrontEndCommandBase command, TextWriter writer, int columns, bool noNewLine)
    {
        var manager = Engine.Create($"{Namespace}OutputManagerInner");
        Engine.Set(manager, "LineOutput",
            Engine.Create($"{Namespace}TextWriterLineOutput", writer, columns, noNewLine));
        Engine.Set(command, "implementation", manager);
    }
}
