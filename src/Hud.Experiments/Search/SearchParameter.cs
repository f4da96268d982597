using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Experiments.Search;

public enum ParameterKind { Uniform, LogUniform, Integer, Choice }

/// <summary>One searched setting. Samplers see it as a coordinate from 0 to 1, trials as text.</summary>
/// <param name="Name">"budget.batch", "hud.learning_rate", ...</param>
/// <param name="Low">Smallest number, above 0 for <see cref="ParameterKind.LogUniform"/>; 0 for a choice.</param>
/// <param name="High">Largest number, inclusive, above <paramref name="Low"/>.</param>
/// <param name="Step">Between neighbouring integers; <paramref name="High"/> may lie beyond the last.</param>
/// <param name="Choices">Canonical words of a choice, at least two.</param>
/// <param name="When">Null for a parameter that always counts.</param>
/// <param name="Otherwise">Its text where the condition does not hold.</param>
public sealed record SearchParameter(
    string Name, ParameterKind Kind, double Low, double High, int Step, ImmutableArray<string> Choices, SearchCondition? When,
    string Otherwise)
{
    /// <summary>How many values it has; null for a continuous one.</summary>
    public int? Count => Kind switch
    {
        ParameterKind.Integer => (int)((High - Low) / Step) + 1,
        ParameterKind.Choice => Choices.Length,
        _ => null,
    };

    /// <summary>Canonical text of the value at a coordinate.</summary>
    /// <param name="unit">0 to 1; beyond is cut off.</param>
    public string Text(double unit)
    {
        unit = Math.Clamp(unit, 0, 1);
        return Kind switch
        {
            ParameterKind.Choice => Choices[Cell(unit)],
            ParameterKind.Integer => (Low + ((double)Step * Cell(unit))).ToString(CultureInfo.InvariantCulture),
            ParameterKind.LogUniform => Rounded(Low * Math.Pow(High / Low, unit)),
            _ => Rounded(Low + (unit * (High - Low))),
        };
    }

    /// <summary>The coordinate of a value of this parameter: the middle of its cell, where it has one.</summary>
    public double Unit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Kind == ParameterKind.Choice) return (Choices.IndexOf(text) + 0.5) / Choices.Length;
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return Kind switch
        {
            ParameterKind.Integer => (((value - Low) / Step) + 0.5) / Count!.Value,
            ParameterKind.LogUniform => Math.Log(value / Low) / Math.Log(High / Low),
            _ => (value - Low) / (High - Low),
        };
    }

    /// <summary>Number of the cell that holds the coordinate, from 0; of discrete parameters only.</summary>
    private int Cell(double unit) => Math.Min(Count!.Value - 1, (int)(unit * Count.Value));

    /// <summary>Six digits are more than a search can tell apart, and people can read them.</summary>
    private string Rounded(double value)
    {
        var short6 = double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (Math.Clamp(short6, Low, High) + 0.0).ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>A parameter counts only where a choice before it has one of some values.</summary>
/// <param name="Parameter">Name of a choice of the same space.</param>
/// <param name="Values">At least one of its words.</param>
public sealed record SearchCondition(string Parameter, ImmutableArray<string> Values);
