namespace Hud.Engine.Methods;

/// <summary>Marks a property of a method's options record as a hyperparameter of experiment files. Its name there is the
/// property's in snake_case, its default the record's own. Allowed types: int, long, double, bool, an enum (choices are its
/// members in snake_case), string (choices must be given) and int? or double? (null reads "auto").</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string help) : Attribute
{
    /// <summary>One sentence for people.</summary>
    public string Help { get; } = help;

    /// <summary>Smallest allowed number, inclusive.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number, inclusive.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Allowed words of a string option.</summary>
    public string[] Choices { get; init; } = [];
}
