using System.Globalization;
using System.Text.RegularExpressions;
using Hud.Experiments.Text;

namespace Hud.Experiments.Plans;

/// <summary>Canonical text of option values: equal values have equal text, so that equal trials have equal keys.</summary>
public static partial class OptionText
{
    /// <summary>The word that leaves a value to the method and the scene.</summary>
    public const string Auto = "auto";

    /// <summary>Reads <paramref name="text"/> as a value of <paramref name="option"/>.</summary>
    /// <param name="canonical">The canonical text, or null.</param>
    /// <returns>The rule that the text breaks, or null when it is fine.</returns>
    public static string? Check(OptionDescription option, string text, bool quoted, out string? canonical)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(text);
        canonical = null;
        if (text == Auto && option.Default == Auto)
        {
            canonical = Auto;
            return null;
        }

        if (quoted && option.Kind != OptionKind.Choice) return $"{option.Name} must be {Wanted(option)}, without quotes";
        canonical = option.Kind switch
        {
            OptionKind.Integer => Integer(text),
            OptionKind.Real => Real(text),
            OptionKind.Flag => text is "true" or "false" ? text : null,
            _ => option.Choices.Contains(text) ? text : null,
        };
        if (canonical is not null && !InRange(option, canonical)) canonical = null;
        if (canonical is not null) return null;
        var hint = option.Kind == OptionKind.Choice ? NearestName.Hint(text, option.Choices) : "";
        return $"{option.Name} must be {Wanted(option)}{hint}";
    }

    /// <summary>What the option accepts, as the end of "must be".</summary>
    public static string Wanted(OptionDescription option)
    {
        ArgumentNullException.ThrowIfNull(option);
        var kind = option.Kind switch
        {
            OptionKind.Integer => "a whole number" + Range(option),
            OptionKind.Real => "a number" + Range(option),
            OptionKind.Flag => "true or false",
            _ => "one of " + string.Join(", ", option.Choices),
        };
        return option.Default == Auto && !option.Choices.Contains(Auto) ? $"{kind}, or {Auto}" : kind;
    }

    private static string? Integer(string text) =>
        PlainInteger().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Real(string text) =>
        PlainReal().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (value + 0.0).ToString("R", CultureInfo.InvariantCulture)
            : null;

    private static bool InRange(OptionDescription option, string canonical)
    {
        if (option.Kind is not (OptionKind.Integer or OptionKind.Real)) return true;
        var value = double.Parse(canonical, CultureInfo.InvariantCulture);
        return !(value < option.Minimum) && !(value > option.Maximum);
    }

    private static string Range(OptionDescription option) => (option.Minimum, option.Maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $" from {low} to {high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $" of at least {low}"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $" of at most {high}"),
        _ => "",
    };

    // A leading zero would be octal in YAML 1.1 and decimal in YAML 1.2: refuse rather than guess.
    [GeneratedRegex("^-?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainInteger();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainReal();
}
