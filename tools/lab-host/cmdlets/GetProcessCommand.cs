using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Process on this machine.</summary>
[Cmdlet(VerbsCommon.Get, "Process", DefaultParameterSetName = "Name")]
[OutputType(typeof(Process))]
public sealed class GetProcessCommand : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    [Alias("PID")]
    public int[] Id { get; set; } = [];

    protected override void ProcessRecord()
    {
        var all = Process.GetProcesses();
        foreach (var id in Id)
            if (Array.Find(all, process => process.Id == id) is { } found) WriteObject(found);
            else Report($"Cannot find a process with the process identifier {id}.", "NoProcessFoundForGivenId", id);
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var matching = all.Where(process => pattern.IsMatch(process.ProcessName))
                .OrderBy(process => process.Id).ToList();
            WriteObject(matching, enumerateCollection: true);
            if (matching.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                Report(
                    $"Cannot find a process with the name \"{name}\". Verify the process name and call the cmdlet again.",
                    "NoProcessFoundForGivenName", name);
        }
        if (Id.Length == 0 && Name.Length == 0)
            WriteObject(
                all.OrderBy(process => process.ProcessName, StringComparer.OrdinalIgnoreCase).ThenBy(process => process.Id),
                enumerateCollection: true);
    }

    private void Report(string message, string id, object target) =>
        WriteError(new ErrorRecord(new ProcessCommandException(message), id, ErrorCategory.ObjectNotFound, target));
}

/// <summary>A process that Get-Process did not find.</summary>
public sealed class ProcessCommandException(string message) : SystemException(message);
