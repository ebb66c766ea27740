using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Measure-Object for numbers: -Sum, -Average, -Minimum, -Maximum.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly Dictionary<string, List<object>> values = [];
    private int count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input) return;
        count++;
        if (Property.Length == 0) Add("", input.BaseObject);
        foreach (var name in Property)
            foreach (var found in new PSPropertyExpression(name).GetValues(input))
                if (found is { Exception: null, Result: { } value }) Add(found.ResolvedExpression.ToString(), value);
    }

    protected override void EndProcessing()
    {
        if (Property.Length == 0) WriteObject(Measured("", count));
        foreach (var name in Property)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var matching = values.Keys.Where(pattern.IsMatch).ToList();
            if (matching.Count == 0 && count > 0)
                WriteError(new ErrorRecord(
                    new PSArgumentException($"The property \"{name}\" cannot be found in the input for any objects."),
                    "GenericMeasurePropertyNotFound", ErrorCategory.InvalidArgument, null));
            foreach (var key in matching) WriteObject(Measured(key, values[key].Count));
        }
    }

    private void Add(string name, object value)
    {
        if (!values.TryGetValue(name, out var list)) values[name] = list = [];
        list.Add(value);
    }

    private GenericMeasureInfo Measured(string name, int howMany)
    {
        var list = values.GetValueOrDefault(name) ?? [];
        var comparer = new ValueComparer(false);
        var numbers = Sum || Average ? Numbers(list) : [];
        return new GenericMeasureInfo
        {
            Count = howMany,
            Sum = Sum && list.Count > 0 ? numbers.Sum() : null,
            Average = Average && list.Count > 0 ? numbers.Average() : null,
            Minimum = Minimum && list.Count > 0 ? list.Min(comparer!) : null,
            Maximum = Maximum && list.Count > 0 ? list.Max(comparer!) : null,
            Property = name.Length > 0 ? name : null,
        };
    }

    private List<double> Numbers(List<object> list)
    {
        var numbers = new List<double>();
        foreach (var value in list)
            if (LanguagePrimitives.TryConvertTo<double>(value, out var number)) numbers.Add(number);
            else
                WriteError(new ErrorRecord(
                    new PSInvalidCastException($"Input object \"{value}\" is not numeric."), "NonNumericInputObject",
                    ErrorCategory.InvalidType, value));
        return numbers;
    }
}

/// <summary>What Measure-Object found; the property names are the real one's.</summary>
public sealed class GenericMeasureInfo
{
    public int Count { get; init; }
    public double? Average { get; init; }
    public double? Sum { get; init; }
    public object? Maximum { get; init; }
    public object? Minimum { get; init; }
    public double? StandardDeviation { get; init; }
    public string? Property { get; init; }
}
