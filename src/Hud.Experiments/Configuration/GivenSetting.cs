using System.Collections.Immutable;

namespace Hud.Experiments.Configuration;

/// <summary>A setting as somebody gave it, with where, so that whoever finds it wrong can point at it.</summary>
/// <param name="Name">section.key</param>
/// <param name="Values">One, or the entries of a list.</param>
/// <param name="Source">Configuration file, environment variable or command-line option.</param>
/// <param name="Place">Line and column in a file; null elsewhere.</param>
public sealed record GivenSetting(string Name, ImmutableArray<string> Values, string Source, string? Place)
{
    public InputException Wrong(string rule) => new(Source, Place, string.Join(", ", Values), $"{Name} {rule}");
}
