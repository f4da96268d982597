using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Experiments.Configuration;

/// <summary>Typed reading of one section. Every method throws <see cref="InputException"/> for a value out of its range.
/// </summary>
public sealed class ConfigurationSection(string name, IReadOnlyDictionary<string, GivenSetting> settings)
{
    /// <returns>Null for what nobody gave.</returns>
    public GivenSetting? Find(string key) => settings.GetValueOrDefault($"{name}.{key}");

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { Values: [{ Length: > 0 } one] } => one,
        { } other => throw other.Wrong("must be a single value"),
    };

    /// <summary>A list; a single text holds its entries between commas.</summary>
    public ImmutableArray<string> List(string key) => Find(key) switch
    {
        null => [],
        { Values: [var one] } => [.. one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        { } several => several.Values,
    };

    public int Integer(string key, int preset, int low, int high)
    {
        if (Text(key) is not { } text) return preset;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw Find(key)!.Wrong(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {low} to {high}"));
    }

    /// <summary>A time, written as a number of seconds.</summary>
    public TimeSpan Seconds(string key, TimeSpan preset, double low, double high)
    {
        if (Text(key) is not { } text) return preset;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? TimeSpan.FromSeconds(value)
            : throw Find(key)!.Wrong(string.Create(CultureInfo.InvariantCulture, $"must be a number of seconds from {low} to {high}"));
    }

    /// <param name="defaultPort">Where the text names none; null when it must.</param>
    public HostPort? Address(string key, int? defaultPort = null) =>
        Text(key) is { } text ? Address(Find(key)!, text, defaultPort) : null;

    public ImmutableArray<HostPort> Addresses(string key) => [.. List(key).Select(text => Address(Find(key)!, text, null))];

    private static HostPort Address(GivenSetting setting, string text, int? defaultPort) =>
        HostPort.TryParse(text, defaultPort) ?? throw setting.Wrong("must be HOST:PORT, like 10.0.0.1:4700");
}
