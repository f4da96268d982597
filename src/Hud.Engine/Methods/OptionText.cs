using System.Globalization;
using System.Text;

namespace Hud.Engine.Methods;

/// <summary>Canonical text of option names and values: equal values have equal text, in every culture.</summary>
internal static class OptionText
{
    public const string Auto = "auto";

    /// <summary>MinSnrGamma becomes min_snr_gamma.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    public static string Of(object? value) => value switch
    {
        null => Auto,
        bool flag => flag ? "true" : "false",
        double real => (real + 0.0).ToString("R", CultureInfo.InvariantCulture), // -0 is 0
        Enum choice => SnakeCase(choice.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
