using System.Collections.Immutable;
using Hud.Experiments.Configuration;

namespace Hud.Seed;

/// <summary>Where events and snapshots are kept; section <c>journal</c> of a configuration.</summary>
/// <param name="Address">Path of a SQLite file.</param>
public sealed record JournalOptions(string Address)
{
    public static ImmutableArray<string> Keys { get; } = ["address"];

    /// <param name="folder">The seed's, which holds the journal unless told otherwise.</param>
    /// <exception cref="Hud.Experiments.InputException">A value is not what it must be.</exception>
    public static JournalOptions From(ConfigurationSection section, string folder)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new(Path.GetFullPath(section.Text("address") ?? Path.Combine(folder, "journal.db")));
    }
}
