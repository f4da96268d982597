using System.Diagnostics;

namespace Hud.Chaos;

/// <summary>Campaigns of one experiment whose undisturbed tables are known.</summary>
internal sealed class Laboratory(string hud, string folder, int trials, LabPlan plan, Action<string> say)
{
    private static readonly string[] Formats = ["md", "csv", "tex", "json", "html"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly Dictionary<string, string> _known = [];

    /// <summary>Short, so that a campaign sees trials taken from silent nodes.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(12);

    private string Experiment => Path.Combine(folder, "chaos.yaml");

    /// <summary>Runs the experiment undisturbed, on one machine, as the measure of all.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Experiment, $$"""
            name: chaos
            scenes: ["synthetic:rows=40,cols=36,bands=12,endmembers=4"]
            methods: [hud]
            seeds: {{trials}}
            threads: 1
            budget: { iterations: 200, batch: 4, checkpoint_every: 20, crop: 16 }
            sampling: { count: 18, sampler: ddim, steps: 3 }
            block: 8
            options: { hud: { preset: tiny } }
            """);
        var undisturbed = Path.Combine(folder, "undisturbed");
        using var process = Process.Start(new ProcessStartInfo(hud, ["run", Experiment, "--out", undisturbed]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"hud run ended with {process.ExitCode}");
        foreach (var format in Formats) _known[format] = File.ReadAllText(Path.Combine(undisturbed, $"tables.{format}"));
    }

    public void Run(IReadOnlyList<Fault> faults, string name, ChaosReport report)
    {
        var home = Path.Combine(folder, name);
        using var lab = new Lab(home, hud, plan, Lease);
        using var campaign = new Campaign(lab, hud, Experiment, faults, say);
        var wrong = new List<string>();
        try
        {
            campaign.Run(Patience);
            wrong.AddRange(Formats.Where(f => campaign.Table(f) != _known[f]).Select(f => $"tables.{f} differ from the undisturbed ones"));
        }
        catch (TimeoutException late)
        {
            wrong.Add(late.Message);
        }

        wrong.AddRange(lab.Close());
        wrong.AddRange(Proof.OfRecords(lab.Journal, trials));
        for (var node = 0; node < plan.Nodes; node++) wrong.AddRange(Proof.OfArtifacts(lab.FolderOf(plan.NodeOf(node))));
        report.Add(campaign, trials, lab.Restarts, wrong.Select(w => $"{name}: {w}"));
    }
}
