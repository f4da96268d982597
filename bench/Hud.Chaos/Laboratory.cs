using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Hud.Experiments.Files;

namespace Hud.Chaos;

/// <summary>Campaigns of experiments whose undisturbed tables are known.</summary>
/// <param name="trials">Of one experiment.</param>
internal sealed class Laboratory(string hud, string folder, int trials, LabPlan plan, Action<string> say)
{
    private static readonly string[] Formats = ["md", "csv", "tex", "json", "html"];
    private static readonly TimeSpan LongAbsence = TimeSpan.FromSeconds(25), Patience = TimeSpan.FromMinutes(90), Settling = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<int, Lazy<IReadOnlyDictionary<string, string>>> _known = [];

    /// <summary>Short, so that a campaign sees trials taken from silent nodes whether or not another one is idle.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Folder of undisturbed runs, which laboratories with the same experiments may share; null for one of its own.</summary>
    public string? Known { get; init; }

    /// <summary>Training steps of a trial.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>The schedule of faults of a random seed. Nodes that freeze or are lost stay away longer than the lease, or than
    /// it takes an idle node to go on with their trials.</summary>
    public ImmutableArray<Fault> Schedule(long seed, ImmutableArray<FaultKind> kinds, int faults, TimeSpan gap) =>
        FaultSchedule.Of(seed, kinds, faults, gap, Lease < LongAbsence ? Lease : LongAbsence);

    /// <summary>The tables of an undisturbed run of an experiment on one machine, by format: the measure of all. Computed once.</summary>
    /// <param name="number">From 0.</param>
    public IReadOnlyDictionary<string, string> Undisturbed(int number) =>
        _known.GetOrAdd(number, n => new(() => Compute(n))).Value;

    public void Run(IReadOnlyList<Fault> faults, string name, ChaosReport report)
    {
        var home = Path.Combine(folder, name);
        if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
        using var lab = new Lab(home, hud, plan, Lease);
        using var api = new LabApi(lab, hud);
        var campaign = new Campaign(lab, api, Experiment, faults, say);
        var wrong = new List<string>();
        try
        {
            campaign.Run(Patience);
            for (var i = 0; i < campaign.Experiments.Count; i++) wrong.AddRange(WrongTables(api, campaign.Experiments[i], Undisturbed(i)));
            // Results are recorded before their files have arrived.
            Await(() => !Proof.OfStore(LabJournal.Read(lab.Journal), lab.Store).Any());
        }
        catch (TimeoutException late)
        {
            wrong.Add(late.Message);
        }

        wrong.AddRange(lab.Close());
        var events = LabJournal.Read(lab.Journal);
        wrong.AddRange(Proof.OfRecords(events, trials * campaign.Experiments.Count));
        wrong.AddRange(Proof.OfJournal(hud, lab.JournalAddress, lab.Secrets));
        wrong.AddRange(Proof.OfStore(events, lab.Store));
        wrong.AddRange(Proof.OfArtifacts(events, Enumerable.Range(plan.Seeds, plan.Nodes).Select(lab.FolderOf), lab.Store));
        report.Add(campaign, events, Steps, lab.Restarts, wrong.Select(w => $"{name}: {w}"));
    }

    /// <summary>Tables of any seed that are not the undisturbed ones. A seed that has just started may take a while.</summary>
    private static IEnumerable<string> WrongTables(LabApi api, string experiment, IReadOnlyDictionary<string, string> undisturbed)
    {
        foreach (var format in Formats)
        {
            IReadOnlyList<string?> tables = [];
            Await(() => (tables = api.Tables(experiment, format)).All(t => t == undisturbed[format]));
            for (var seed = 0; seed < tables.Count; seed++)
            {
                if (tables[seed] is null) yield return $"seed{seed + 1} has no tables.{format} of {experiment}";
                else if (tables[seed] != undisturbed[format]) yield return $"tables.{format} of {experiment} on seed{seed + 1} differ from the undisturbed ones";
            }
        }
    }

    private static void Await(Func<bool> wanted)
    {
        var clock = Stopwatch.StartNew();
        while (!wanted() && clock.Elapsed < Settling) Thread.CurrentThread.Join(TimeSpan.FromSeconds(1));
    }

    private string Experiment(int number)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"chaos{number}.yaml");
        File.WriteAllText(file, $$"""
            name: chaos{{number}}
            scenes: ["synthetic:rows=40,cols=36,bands=12,endmembers=4"]
            methods: [hud]
            seeds: [{{string.Join(", ", Enumerable.Range(1 + (number * trials), trials))}}]
            threads: 1
            budget: { iterations: {{Steps}}, batch: 4, checkpoint_every: {{Aftermath.CheckpointEvery}}, crop: 16 }
            sampling: { count: 18, sampler: ddim, steps: 3 }
            block: 8
            options: { hud: { preset: tiny } }
            """);
        return file;
    }

    private IReadOnlyDictionary<string, string> Compute(int number)
    {
        var known = Known ?? folder;
        var output = Path.Combine(known, $"undisturbed{number}");
        // Another laboratory may be at it; what it has computed is not computed again.
        Directory.CreateDirectory(known);
        FileStream? turn;
        while ((turn = LockFile.TryTake(Path.Combine(known, ".lock"))) is null) Thread.CurrentThread.Join(TimeSpan.FromSeconds(1));
        using var held = turn;
        var (code, _, errors) = Shell.Execute(hud, ["run", Experiment(number), "--out", output]);
        return code == 0
            ? Formats.ToDictionary(f => f, f => File.ReadAllText(Path.Combine(output, $"tables.{f}")))
            : throw new InvalidOperationException($"hud run ended with {code}: {errors}");
    }
}
