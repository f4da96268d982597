using System.Collections.Immutable;
using Hud.Actors.Persistence;
using Hud.Experiments.Configuration;

namespace Hud.Seed;

/// <summary>Where events and snapshots are kept; section <c>journal</c> of a configuration.</summary>
/// <param name="Address">A SQLite file or a PostgreSQL database.</param>
public sealed record JournalOptions(JournalAddress Address)
{
    public static ImmutableArray<string> Keys { get; } = ["address"];

    /// <param name="folder">The seed's, which holds the journal unless told otherwise.</param>
    /// <exception cref="Hud.Experiments.InputException">A value is not what it must be.</exception>
    public static JournalOptions From(ConfigurationSection section, string folder)
    {
        ArgumentNullException.ThrowIfNull(section);
        var address = JournalAddress.Parse(section.Text("address") ?? Path.Combine(folder, "journal.db"));
        return new(address is SqliteAddress { File: var file } ? new SqliteAddress(Path.GetFullPath(file)) : address);
    }
}
