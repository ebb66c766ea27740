using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Test-Path.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string?[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string?[] LiteralPath { get => Path; set => Path = value; }

    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; } = TestPathType.Any;

    [Parameter]
    public SwitchParameter IsValid { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(!string.IsNullOrWhiteSpace(path) && (IsValid ? SessionState.Path.IsValid(path) : Exists(path)));
    }

    private bool Exists(string path)
    {
        try
        {
            var literal = ParameterSetName == "LiteralPath";
            if (!SessionState.InvokeProvider.Item.Exists(path, force: true, literal)) return false;
            if (PathType == TestPathType.Any) return true;
            var isContainer = SessionState.InvokeProvider.Item.IsContainer(path);
            return isContainer == (PathType == TestPathType.Container);
        }
        catch (SessionStateException)
        {
            return false;
        }
    }
}

/// <summary>What Test-Path asks for.</summary>
public enum TestPathType { Any, Container, Leaf }
