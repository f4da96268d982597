using System.Security.Cryptography;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Support;

/// <summary>A tiny experiment on a tiny computed scene, with its folder.</summary>
internal sealed class Experiment : IDisposable
{
    private static readonly string[] Results = ["checkpoint.safetensors", "samples.npy", "metrics.json", "log.jsonl"];

    private readonly TemporaryFolder _folder = new();

    private readonly string[] _methods;

    public Experiment(int seeds = 1, string more = "", params string[] methods)
    {
        _methods = methods.Length > 0 ? methods : ["hud"];
        Write(seeds, more);
    }

    public string File => _folder["tiny.yaml"];

    public string Out => _folder["out"];

    public void Write(int seeds, string more = "") => System.IO.File.WriteAllText(File, $$"""
        name: tiny
        scenes: ["synthetic:rows=40,cols=36,bands=12,endmembers=4"]
        methods: [{{string.Join(", ", _methods)}}]
        seeds: {{seeds}}
        threads: 1
        budget: { iterations: 40, batch: 4, checkpoint_every: 5, crop: 16 }
        sampling: { count: 18, sampler: {{(_methods is ["hud"] ? "ddim" : "ddpm")}}, steps: 3 }
        block: 8
        {{(more.Length > 0 ? more : $"options: {{ {string.Join(", ", _methods.Select(m => $"{m}: {{ preset: tiny }}"))} }}")}}
        """);

    public string[] Command(params string[] more) => ["run", File, "--out", Out, .. more];

    public HudProcess Start(params string[] more) => HudProcess.Start(Command(more));

    public HudRun Run(params string[] more) => HudProcess.Run(Command(more));

    /// <summary>The folders of the trials.</summary>
    public string[] Trials => [.. Directory.EnumerateDirectories(Path.Combine(Out, "trials")).Order(StringComparer.Ordinal)];

    /// <summary>Whether a process works on a trial of that method.</summary>
    public bool IsOf(string method, int process)
    {
        try
        {
            // By the files it holds: a process that was there before its trial does not name it.
            var open = Directory.EnumerateFiles($"/proc/{process}/fd").Select(f => System.IO.File.ResolveLinkTarget(f, false)?.FullName ?? "").ToList();
            return Trials.FirstOrDefault(t => open.Any(f => f.StartsWith(t, StringComparison.Ordinal))) is { } trial
                && System.IO.File.ReadAllText(Path.Combine(trial, "spec.json")).Contains($"\"method\":\"{method}\"", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Hashes of everything that interruptions must not change.</summary>
    public IReadOnlyList<string> Bits() =>
    [
        .. from trial in Trials
           from name in Results
           select $"{Path.GetFileName(trial)}/{name} {Hash(Path.Combine(trial, name))}",
        $"tables.md {Hash(Path.Combine(Out, "tables.md"))}",
    ];

    public void Dispose() => _folder.Dispose();

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(file)));
}
