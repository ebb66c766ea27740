using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Random: a number below -Maximum, or elements of the input.</summary>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "RandomNumberParameterSet")]
public sealed class GetRandomCommand : PSCmdlet
{
    [ThreadStatic]
    private static Random? seeded;

    private readonly List<object?> elements = [];

    [Parameter]
    public int? SetSeed { get; set; }

    [Parameter(ParameterSetName = "RandomNumberParameterSet", Position = 0)]
    public object? Maximum { get; set; }

    [Parameter(ParameterSetName = "RandomNumberParameterSet")]
    public object? Minimum { get; set; }

    [Parameter(ParameterSetName = "RandomListItemParameterSet", ValueFromPipeline = true, Position = 0,
        Mandatory = true)]
    [AllowNull]
    public object?[]? InputObject { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    [Parameter(ParameterSetName = "RandomListItemParameterSet")]
    public SwitchParameter Shuffle { get; set; }

    private static Random Source => seeded ?? Random.Shared;

    protected override void BeginProcessing()
    {
        if (SetSeed is { } seed) seeded = new Random(seed);
        if (ParameterSetName != "RandomNumberParameterSet") return;
        for (var i = 0; i < Count; i++) WriteObject(Number());
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "RandomListItemParameterSet") elements.AddRange(InputObject ?? [null]);
    }

    protected override void EndProcessing()
    {
        var shuffled = elements.ToArray();
        Source.Shuffle(shuffled);
        foreach (var element in shuffled.Take(Shuffle ? shuffled.Length : Count)) WriteObject(element);
    }

    private object Number()
    {
        if (Maximum is double or float || Minimum is double or float)
        {
            var low = LanguagePrimitives.ConvertTo<double>(Minimum ?? 0.0);
            return low + Source.NextDouble() * (LanguagePrimitives.ConvertTo<double>(Maximum ?? double.MaxValue) - low);
        }
        var minimum = LanguagePrimitives.ConvertTo<long>(Minimum ?? 0);
        var maximum = LanguagePrimitives.ConvertTo<long>(Maximum ?? int.MaxValue);
        if (minimum >= maximum)
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException(
                    $"The Minimum value ({minimum}) cannot be greater than or equal to the Maximum value ({maximum})."),
                "MinGreaterThanOrEqualMax", ErrorCategory.InvalidArgument, null));
        var number = Source.NextInt64(minimum, maximum);
        return number is >= int.MinValue and <= int.MaxValue ? (object)(int)number : number;
    }
}
