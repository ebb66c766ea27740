using System.Management.Automation;
using System.Text;

namespace LabHost;

/// <summary>
/// Runs statements from standard input as `pwsh -Command -` does: a line at a time; a line that is not
/// yet a whole statement opens a block, and an empty line runs the block.
/// </summary>
internal sealed class StatementLoop(Session session, bool prompts)
{
    /// <summary>Reads until `exit` or the end of input, and returns the exit code.</summary>
    public int Run()
    {
        StringBuilder? block = null;
        while (session.ExitCode is null)
        {
            if (prompts) Console.Out.Write(block is null ? $"PS {session.Location}> " : ">> ");
            var line = StandardInput.ReadLine();
            if (line is null) break;
            var blank = string.IsNullOrWhiteSpace(line);
            if (block is not null && !blank)
            {
                block.Append('\n').Append(line);
                continue;
            }
            if (block is null && blank) continue;
            var text = block?.ToString() ?? line;
            var opensBlock = block is null;
            block = null;
            try
            {
                session.Execute(text);
            }
            catch (IncompleteParseException) when (opensBlock)
            {
                block = new StringBuilder(text);
            }
            catch (RuntimeException error)
            {
                session.Report(error);
            }
        }
        return session.ExitCode ?? 0;
    }
}
