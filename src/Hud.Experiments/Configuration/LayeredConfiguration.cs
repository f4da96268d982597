using System.Collections.Immutable;

namespace Hud.Experiments.Configuration;

/// <summary>Settings from several sources; of one given twice, the later source counts.</summary>
public sealed class LayeredConfiguration
{
    private readonly Dictionary<string, GivenSetting> _settings = new(StringComparer.Ordinal);

    private LayeredConfiguration(IEnumerable<GivenSetting> settings)
    {
        foreach (var setting in settings) _settings[setting.Name] = setting;
    }

    /// <param name="layers">Weakest first: file, environment, command line.</param>
    public static LayeredConfiguration Of(params ImmutableArray<IEnumerable<GivenSetting>> layers) =>
        new(layers.SelectMany(layer => layer));

    public ConfigurationSection Section(string name) => new(name, _settings);
}
