using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>A reader that knows one scene and one method, and runs made with it: their keys do not change with the engine.</summary>
internal static class GivenRun
{
    public const string Yaml = """
        name: given
        scenes: [field]
        seeds: 2
        budget: { iterations: 100, batch: 8 }
        sweep: { hud.endmembers: [4, 6] }
        """;

    public static PlanReader Reader { get; } = new(
        _ => name => name == "field"
            ? new ScenePin(name, new string('b', 64), Provenance.Derived, 64, 48, 20, 5)
            : throw new InputException(name, null, name, "no such scene"),
        () =>
        [
            new("hud", "HUD", [new("endmembers", OptionKind.Integer, "auto", 2, 64, [], "")],
                (scene, options) => options.SetItem("endmembers", options["endmembers"].Replace(
                    "auto", scene.Classes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))),
        ],
        defaultThreads: 2);

    /// <summary>A run folder whose first trials are done.</summary>
    public static void Write(TemporaryFolder folder, int done)
    {
        var plan = Reader.Read(folder.Write("given.yaml", Yaml), null);
        var ledger = plan.Trials.Take(done).Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Result(t.Seed)));
        folder.Write("ledger.json", RecordFile.Write(new ExperimentRecord(plan, ledger)));
    }

    private static TrialResult Result(long seed) => new(
        [
            new("point_fidelity", 1, 0.995 + (0.001 * seed), 0.998),
            new("block_diversity", 1, 0.971 + (0.002 * seed), 0.985),
            new("ratio", 1, 0.976 + (0.001 * seed), 0.987),
        ],
        ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, double>.Empty.Add("train", 1800),
        ImmutableSortedDictionary<string, string>.Empty);
}
