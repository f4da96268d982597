using System.Collections.Immutable;
using Hud.Experiments;
using Hud.Experiments.Configuration;

namespace Hud.Actors.Hosting;

/// <summary>Section <c>tls</c> of a configuration.</summary>
public static class TlsSection
{
    public static ImmutableArray<string> Keys { get; } = ["certificate", "key", "authority"];

    /// <returns>Null without certificates.</returns>
    /// <exception cref="InputException">Only a part of the three files is named.</exception>
    public static TlsSettings? Read(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return (section.Text("certificate"), section.Text("key"), section.Text("authority")) switch
        {
            (null, null, null) => null,
            ({ } certificate, { } key, { } authority) =>
                new(Path.GetFullPath(certificate), Path.GetFullPath(key), Path.GetFullPath(authority)),
            _ => throw new InputException("tls", null, null, $"needs {string.Join(", ", Keys)}, or none of them"),
        };
    }
}
