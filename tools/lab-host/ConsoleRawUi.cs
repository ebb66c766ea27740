using System.Management.Automation.Host;

namespace LabHost;

/// <summary>A screen of a fixed width, since the output is read through a pipe.</summary>
internal sealed class ConsoleRawUi : PSHostRawUserInterface
{
    private const int Columns = 120;
    private const int Rows = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override Size BufferSize { get; set; } = new(Columns, Rows);
    public override Size WindowSize { get; set; } = new(Columns, Rows);
    public override Size MaxWindowSize => new(Columns, Rows);
    public override Size MaxPhysicalWindowSize => new(Columns, Rows);
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override string WindowTitle { get; set; } = "";
    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) =>
        throw new NotSupportedException("This host has no keyboard.");
    public override void FlushInputBuffer() { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip,
        BufferCell fill) { }
}
