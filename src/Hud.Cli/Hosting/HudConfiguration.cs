using System.Collections;
using System.Collections.Immutable;
using System.CommandLine;
using Hud.Actors.Hosting;
using Hud.Experiments.Configuration;
using Hud.Http;
using Hud.Node;
using Hud.Seed;
using Hud.Seed.Artifacts;
using Hud.Seed.Http;

namespace Hud.Cli.Hosting;

/// <summary>Settings of a seed or node: those of a file, over them the environment, over them the command line. One file
/// may serve every machine: each process reads the sections that concern it, and all sections are checked.</summary>
internal static class HudConfiguration
{
    public static ConfigurationSchema Schema { get; } = new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("cluster", MembershipOptions.Keys),
        KeyValuePair.Create("tls", TlsSection.Keys),
        KeyValuePair.Create("journal", JournalOptions.Keys),
        KeyValuePair.Create("api", ApiOptions.Keys),
        KeyValuePair.Create("seed", SeedSettings.Keys),
        KeyValuePair.Create("node", NodeOptions.Keys),
        KeyValuePair.Create("coordinator", CoordinatorSection.Keys),
        KeyValuePair.Create("telemetry", TelemetryOptions.Keys),
        KeyValuePair.Create("artifacts", ArtifactOptions.Keys),
    ]));

    public static Option<string?> FileOption() => new("--config")
    {
        Description = "Settings; $HUD__SECTION__KEY, options weigh more.",
        HelpName = "FILE",
    };

    /// <param name="file">Null for none.</param>
    /// <param name="options">What the command line says.</param>
    /// <exception cref="Experiments.InputException">The file cannot be read, or something names no setting.</exception>
    public static LayeredConfiguration Load(string? file, IEnumerable<GivenSetting> options) => LayeredConfiguration.Of(
        file is null ? [] : ConfigurationFile.Parse(InputText.Read(file, 4L * ConfigurationFile.MaximumLength), file, Schema),
        Schema.FromEnvironment(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""))),
        options);

    /// <summary>An option of the command line as a setting; nothing when it was left out.</summary>
    public static IEnumerable<GivenSetting> Given(ParseResult parsed, Option<string?> option, string setting) =>
        parsed.GetValue(option) is { } value ? [new GivenSetting(setting, [value], option.Name, null)] : [];

    /// <summary>Where to listen: HOST:PORT, or HOST alone.</summary>
    /// <exception cref="Experiments.InputException">Not an address.</exception>
    public static IEnumerable<GivenSetting> Listening(ParseResult parsed, Option<string?> option, int defaultPort)
    {
        if (parsed.GetValue(option) is not { } text) return [];
        var given = new GivenSetting("cluster.host", [text], option.Name, null);
        var address = HostPort.TryParse(text, defaultPort) ?? throw given.Wrong("must be HOST:PORT, like 10.0.0.1:4700");
        return [given with { Values = [address.Host] }, new("cluster.port", [$"{address.Port}"], option.Name, null)];
    }
}
