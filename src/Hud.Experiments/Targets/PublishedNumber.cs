using System.Globalization;
using System.Text.RegularExpressions;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Targets;

/// <summary>A number as printed: its decimals are kept.</summary>
internal static partial class PublishedNumber
{
    public static decimal Read(YamlValue value, string what, string file)
    {
        var word = YamlFields.Word(value, what, file);
        return !word.Quoted && Plain().IsMatch(word.Text)
            ? decimal.Parse(word.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : throw word.Wrong(file, $"{what} must be a number as printed, like 0.990, without quotes and of at most 12 digits on either side of the point");
    }

    [GeneratedRegex("^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,12})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
