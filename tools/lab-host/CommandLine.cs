using System.Text;

namespace LabHost;

/// <summary>What to do, as PowerShell's own command line says it.</summary>
internal enum StartMode { Statements, Command, File, Server, SshServer, Version, Help }

/// <summary>
/// The command line of pwsh: parameter names in any case, shortened, with one or two dashes.
/// Source: about_Pwsh on learn.microsoft.com.
/// </summary>
internal sealed class CommandLine
{
    // The shortest spelling that PowerShell takes, and the full one.
    private static readonly (string Shortest, string Name, bool TakesValue)[] Parameters =
    [
        ("c", "command", true), ("f", "file", true), ("e", "encodedcommand", true), ("ec", "encodedcommand", true),
        ("s", "servermode", false), ("sshs", "sshservermode", false), ("v", "version", false),
        ("h", "help", false), ("?", "help", false), ("nol", "nologo", false), ("nop", "noprofile", false),
        ("noe", "noexit", false), ("noni", "noninteractive", false), ("l", "login", false), ("i", "interactive", false),
        ("sta", "sta", false), ("mta", "mta", false), ("ex", "executionpolicy", true), ("ep", "executionpolicy", true),
        ("o", "outputformat", true), ("of", "outputformat", true),
        ("in", "inputformat", true), ("if", "inputformat", true),
        ("wd", "workingdirectory", true), ("wo", "workingdirectory", true), ("config", "configurationname", true),
        ("configurationf", "configurationfile", true), ("w", "windowstyle", true), ("cus", "custompipename", true),
        ("settings", "settingsfile", true),
    ];

    public StartMode Mode { get; private set; } = StartMode.Statements;
    public string Text { get; private set; } = "";
    public string? InitialCommand { get; private set; }
    public string? WorkingDirectory { get; private set; }
    public string? ConfigurationFile { get; private set; }
    /// <summary>Remote sessions are served at a pipe of this name too, one after another.</summary>
    public string? CustomPipeName { get; private set; }
    public bool NoExit { get; private set; }
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Reads the arguments; <see cref="ArgumentException"/> for one that pwsh does not know.</summary>
    public static CommandLine Parse(string[] arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith('-') || argument == "-")
            {
                line.TakeFile(arguments, i);
                return line;
            }
            var (name, takesValue) = Find(argument.TrimStart('-'))
                ?? throw new ArgumentException($"The argument '{argument}' is not recognized as a parameter of pwsh.");
            if (takesValue && ++i >= arguments.Length)
                throw new ArgumentException($"The parameter '{argument}' needs a value.");
            if (line.Take(name, arguments, i)) return line;
        }
        return line;
    }

    private static (string Name, bool TakesValue)? Find(string written)
    {
        var lower = written.ToLowerInvariant();
        foreach (var (shortest, name, takesValue) in Parameters)
            if (lower == shortest || (lower.StartsWith(shortest) && name.StartsWith(lower))) return (name, takesValue);
        return null;
    }

    /// <summary>True when the rest of the command line belongs to this parameter.</summary>
    private bool Take(string name, string[] arguments, int at)
    {
        switch (name)
        {
            case "command":
                // "-" means: read the commands from standard input.
                Text = string.Join(' ', arguments[at..]);
                if (Text != "-") SetMode(StartMode.Command);
                return true;
            case "encodedcommand":
                InitialCommand = Text = Encoding.Unicode.GetString(Convert.FromBase64String(arguments[at]));
                SetMode(StartMode.Command);
                return false;
            case "file":
                TakeFile(arguments, at);
                return true;
            case "servermode": Mode = StartMode.Server; return false;
            case "sshservermode": Mode = StartMode.SshServer; return false;
            case "version": Mode = StartMode.Version; return true;
            case "help": Mode = StartMode.Help; return true;
            case "noexit": NoExit = true; return false;
            case "workingdirectory": WorkingDirectory = arguments[at]; return false;
            case "configurationfile": ConfigurationFile = arguments[at]; return false;
            case "custompipename": CustomPipeName = arguments[at]; return false;
            default: return false;
        }
    }

    private void TakeFile(string[] arguments, int at)
    {
        if (arguments[at] == "-") return;
        SetMode(StartMode.File);
        Text = arguments[at];
        Arguments = arguments[(at + 1)..];
    }

    private void SetMode(StartMode mode)
    {
        if (Mode == StartMode.Statements) Mode = mode;
    }
}
