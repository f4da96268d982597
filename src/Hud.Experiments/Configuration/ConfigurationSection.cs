using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Experiments.Configuration;

/// <summary>Typed reading of one section. Every method throws <see cref="InputException"/> for a value out of its range.
/// </summary>
public sealed class ConfigurationSection(string name, IReadOnlyDictionary<string, GivenSetting> settings)
{
    private static readonly ImmutableArray<(string Unit, int Shift)> Units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)];

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

    /// <summary>"on" or "off".</summary>
    public bool Switch(string key, bool preset) => Text(key) switch
    {
        null => preset,
        "on" => true,
        "off" => false,
        _ => throw Find(key)!.Wrong("must be on or off"),
    };

    /// <summary>A size, written as a whole number of bytes or with a unit: 512MiB, 64GiB, 2TiB.</summary>
    public long Bytes(string key, long preset, long low, long high)
    {
        if (Text(key) is not { } text) return preset;
        var (digits, shift) = Units.Where(u => text.EndsWith(u.Unit, StringComparison.Ordinal))
            .Select(u => (text[..^u.Unit.Length].TrimEnd(), u.Shift)).FirstOrDefault((text, 0));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= long.MaxValue >> shift && value << shift is var bytes && bytes >= low && bytes <= high
            ? bytes
            : throw Find(key)!.Wrong(string.Create(
                CultureInfo.InvariantCulture, $"must be a size like 512MiB, 64GiB or 2TiB, from {low} to {high} bytes"));
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
