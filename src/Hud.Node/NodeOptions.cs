using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Hud.Actors.Protocol;
using Hud.Experiments.Configuration;
using Hud.Experiments.Plans;

namespace Hud.Node;

/// <summary>Who a node is and where it works; section <c>node</c> of a configuration.</summary>
/// <param name="Node">The node's lasting name, one of a kind in its cluster.</param>
/// <param name="Devices">Each runs one attempt at a time.</param>
public sealed partial record NodeOptions(NodeId Node, ImmutableArray<Device> Devices)
{
    public static ImmutableArray<string> Keys { get; } = ["name", "devices", "threads", "labels", "folder", "data", "patience", "stop_grace", "prefetch"];

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

    /// <exception cref="Experiments.InputException">A value is not what it must be.</exception>
    public static NodeOptions From(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var name = section.Text("name") ?? Environment.MachineName;
        if (!NamePattern().IsMatch(name))
        {
            const string rule = "must have 1 to 64 letters, digits, '-', '_' or '.', and begin with a letter or digit";
            throw (section.Find("name") ?? new GivenSetting("node.name", [name], "host name", null)).Wrong(rule);
        }

        var fresh = new NodeOptions(new NodeId(name), OfferedBy(section));
        return fresh with
        {
            Labels = Labelled(section),
            Folder = Path.GetFullPath(section.Text("folder") ?? fresh.Folder),
            Data = section.Text("data") is { } data ? Path.GetFullPath(data) : null,
            Patience = section.Seconds("patience", fresh.Patience, 6, 3600),
            StopGrace = section.Seconds("stop_grace", fresh.StopGrace, 1, 3600),
            Prefetch = section.Switch("prefetch", fresh.Prefetch),
        };
    }

    /// <summary>"cpu" is one slot that computes on the processor; every slot may use all of it unless told otherwise.
    /// </summary>
    private static ImmutableArray<Device> OfferedBy(ConfigurationSection section)
    {
        var threads = section.Integer("threads", Environment.ProcessorCount, 1, 1024);
        return
        [
            .. from name in Names(section)
               let kind = name.StartsWith("cuda", StringComparison.Ordinal) ? DeviceKind.Cuda : DeviceKind.Cpu
               select new Device(name, kind, threads),
        ];
    }

    private static ImmutableArray<string> Labelled(ConfigurationSection section)
    {
        var labels = section.List("labels");
        return labels.All(l => NamePattern().IsMatch(l))
            ? [.. labels.Distinct()]
            : throw section.Find("labels")!.Wrong("must be words of letters, digits, '-', '_' and '.', between commas");
    }

    private static ImmutableArray<string> Names(ConfigurationSection section)
    {
        var given = section.List("devices");
        if (given.IsEmpty) return ["cpu:0"];
        var setting = section.Find("devices")!;
        if (!given.All(d => DevicePattern().IsMatch(d))) throw setting.Wrong("must be devices like cpu, cpu:1 or cuda:0, between commas");
        ImmutableArray<string> slots = [.. given.Select(d => d == "cpu" ? "cpu:0" : d)];
        return slots.Distinct().Count() == slots.Length ? slots : throw setting.Wrong("names a device twice");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(cpu|cpu:[0-9]{1,3}|cuda:[0-9]{1,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex DevicePattern();
}
