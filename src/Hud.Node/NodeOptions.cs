using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Hud.Actors.Protocol;
using Hud.Engine.Native;
using Hud.Experiments.Configuration;

namespace Hud.Node;

/// <summary>Who a node is and where it works; section <c>node</c> of a configuration.</summary>
/// <param name="Node">The node's lasting name, one of a kind in its cluster.</param>
/// <param name="Devices">Each runs one attempt at a time.</param>
public sealed partial record NodeOptions(NodeId Node, ImmutableArray<Device> Devices)
{
    /// <summary>Of <see cref="Http"/>, where the setting names none.</summary>
    public const int DefaultHttpPort = 4790;

    public static ImmutableArray<string> Keys { get; } =
        ["name", "devices", "threads", "labels", "folder", "data", "patience", "stop_grace", "prefetch", "http"];

    /// <summary>UUID of each GPU among the devices, by the device's name.</summary>
    public ImmutableDictionary<string, string> Gpus { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Words that experiments may ask for.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Log, spooled outcomes and, without a shared folder, trials.</summary>
    public string Folder { get; init; } = "hud-node";

    /// <summary>Folder to look scenes up in first; null for the default ones.</summary>
    public string? Data { get; init; }

    /// <summary>Longest silence of the coordinator before the node joins afresh. It is asked every five seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for the last checkpoint of a trial that is asked to leave.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A process per device gets ready for the next trial while one runs; it takes the memory of the runtime and of
    /// one scene.</summary>
    public bool Prefetch { get; init; } = true;

    /// <summary>Where metrics and health are served; null for nowhere.</summary>
    public HostPort? Http { get; init; }

    /// <param name="gpus">Finds the machine's GPUs; null for <see cref="DeviceChoice.Find"/>.</param>
    /// <exception cref="Experiments.InputException">A value is not what it must be.</exception>
    public static NodeOptions From(ConfigurationSection section, Func<IReadOnlyList<Gpu>>? gpus = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        var name = section.Text("name") ?? Environment.MachineName;
        if (!NamePattern().IsMatch(name))
        {
            const string rule = "must have 1 to 64 letters, digits, '-', '_' or '.', and begin with a letter or digit";
            throw (section.Find("name") ?? new GivenSetting("node.name", [name], "host name", null)).Wrong(rule);
        }

        var choice = DeviceChoice.From(section, gpus ?? DeviceChoice.Find);
        var fresh = new NodeOptions(new NodeId(name), choice.Devices);
        return fresh with
        {
            Gpus = choice.Gpus,
            Labels = Labelled(section),
            Folder = Path.GetFullPath(section.Text("folder") ?? fresh.Folder),
            Data = section.Text("data") is { } data ? Path.GetFullPath(data) : null,
            Patience = section.Seconds("patience", fresh.Patience, 6, 3600),
            StopGrace = section.Seconds("stop_grace", fresh.StopGrace, 1, 3600),
            Prefetch = section.Switch("prefetch", fresh.Prefetch),
            Http = section.Address("http", DefaultHttpPort),
        };
    }

    private static ImmutableArray<string> Labelled(ConfigurationSection section)
    {
        var labels = section.List("labels");
        return labels.All(l => NamePattern().IsMatch(l))
            ? [.. labels.Distinct()]
            : throw section.Find("labels")!.Wrong("must be words of letters, digits, '-', '_' and '.', between commas");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
