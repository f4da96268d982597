using System.Collections.Immutable;
using Hud.Experiments.Text;

namespace Hud.Experiments.Configuration;

/// <summary>Which settings there are.</summary>
/// <param name="Sections">Name of each section with its keys.</param>
public sealed record ConfigurationSchema(ImmutableSortedDictionary<string, ImmutableArray<string>> Sections)
{
    /// <summary>Of environment variables: <c>HUD__SECTION__KEY</c>.</summary>
    public const string Prefix = "HUD__";

    /// <summary>Settings given by environment variables. Other variables than <c>HUD__...</c> are not looked at.</summary>
    /// <exception cref="InputException">A variable names no setting.</exception>
    public IEnumerable<GivenSetting> FromEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var (variable, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!variable.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var names = Sections.SelectMany(s => s.Value.Select(key => $"{s.Key}.{key}")).ToDictionary(VariableOf);
            if (!names.TryGetValue(variable, out var name))
            {
                throw new InputException(
                    variable, "environment", null,
                    $"no setting has this name{NearestName.Hint(variable, names.Keys)}");
            }

            yield return new GivenSetting(name, [value], variable, null);
        }
    }

    /// <summary>The environment variable of <c>section.key</c>.</summary>
    public static string VariableOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Prefix + name.ToUpperInvariant().Replace(".", "__", StringComparison.Ordinal);
    }
}
