using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Bench.Control;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Http;

/// <summary>A seed under load while an experiment of simulated trials runs: how soon it answers and tells of changes, how soon `hud status`
/// is done, and what the load takes from a training beside it.</summary>
internal sealed class HttpBench(BenchOptions options) : IDisposable
{
    private const int Nodes = 4, Slots = 8, Listeners = 8;

    private readonly HttpClient _http = new() { BaseAddress = new Uri(options.Text("--server", "http://127.0.0.1:4780") + "/") };
    private readonly int _rate = options.Number("--rate", 200), _trials = options.Number("--trials", 2000);

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static int Run(string[] args)
    {
        using var bench = new HttpBench(new BenchOptions(
            args, "--server", "--cluster", "--hud", "--seed-pid", "--trials", "--rate", "--seconds", "--pairs", "--pair-seconds", "--threads"));
        return bench.Run().GetAwaiter().GetResult();
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> Run()
    {
        var (seconds, pairs, pairSeconds) = (options.Number("--seconds", 60), options.Number("--pairs", 9), options.Number("--pair-seconds", 10));
        // The experiment of the measurement runs a little longer than it; that of the pairs as long as they do.
        var pace = TimeSpan.FromSeconds((double)Nodes * Slots * (seconds + 15) / _trials);
        using var nodes = new SimulatedCluster(options.Text("--cluster", "127.0.0.1:4700"), Nodes, Slots, pace);
        await Answers(nodes, TimeSpan.FromSeconds(seconds));
        Status();
        await Training(nodes, pairs, TimeSpan.FromSeconds(pairSeconds), pace);
        return 0;
    }

    private async Task Answers(SimulatedCluster nodes, TimeSpan time)
    {
        var (experiment, keys) = await Submit("answers", _trials, 0);
        await new HttpLoad(_http, experiment, keys).Run(_rate, TimeSpan.FromSeconds(5));
        using var stop = new CancellationTokenSource();
        var listeners = Enumerable.Range(0, Listeners).Select(_ => new EventDelay(_http)).ToList();
        var listening = listeners.ConvertAll(l => l.Listen(experiment, stop.Token));
        var (load, recorded, before, clock) = (new HttpLoad(_http, experiment, keys), nodes.Recorded, SeedSeconds(), Stopwatch.StartNew());
        await load.Run(_rate, time);
        var (used, done) = ((SeedSeconds() - before) / clock.Elapsed.TotalSeconds, nodes.Recorded - recorded);
        await stop.CancelAsync();
        await Task.WhenAll(listening);
        var delays = listeners.SelectMany(l => l.Delays).ToList();
        Print(new
        {
            bench = "http",
            trials = _trials,
            recorded_meanwhile = done,
            requests_per_second = _rate,
            seconds = time.TotalSeconds,
            answered = load.Answered,
            failed = load.Failed,
            milliseconds = Percentiles(load.Latencies.Select(l => l.Milliseconds)),
            p99_by_request = load.Latencies.GroupBy(l => l.What).OrderBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => Percentile([.. g.Select(l => l.Milliseconds)], 0.99)),
            events = delays.Count,
            event_delay_milliseconds = Percentiles(delays),
            seed_cores = Math.Round(used, 2),
        });
    }

    private void Status()
    {
        if (options.Text("--hud", "") is not { Length: > 0 } hud) return;
        var times = new List<double>();
        for (var n = 0; n < 21; n++)
        {
            var clock = Stopwatch.StartNew();
            using var status = Process.Start(new ProcessStartInfo(hud, ["status", "--server", _http.BaseAddress!.ToString()]) { RedirectStandardOutput = true })!;
            status.StandardOutput.ReadToEnd();
            status.WaitForExit();
            if (status.ExitCode is not (0 or 3)) throw new InvalidOperationException($"hud status ended with {status.ExitCode}");
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print(new { bench = "hud status", runs = times.Count, milliseconds = Percentiles(times) });
    }

    private async Task Training(SimulatedCluster nodes, int pairs, TimeSpan time, TimeSpan pace)
    {
        var threads = options.Number("--threads", 1);
        if (pairs == 0) return;
        var (experiment, keys) = await Submit("pairs", (int)(Nodes * Slots * ((2 * pairs * time.TotalSeconds) + 60) / pace.TotalSeconds), _trials);
        var folder = Directory.CreateTempSubdirectory("hud-bench-");
        using var training = new TrainingRun(threads, folder.FullName);
        await training.Train(time);
        var ratios = new List<double>();
        for (var n = 0; n < pairs; n++)
        {
            // Each order as often as the other, so that a machine that drifts favours neither.
            var first = await Train(n % 2 == 1);
            var second = await Train(n % 2 == 0);
            ratios.Add(n % 2 == 1 ? first / second : second / first);
        }

        folder.Delete(recursive: true);
        ratios.Sort();
        Print(new
        {
            bench = "training beside the load",
            threads,
            pairs,
            seconds = time.TotalSeconds,
            recorded = nodes.Recorded,
            cost_percent = Math.Round(100 * (1 - ratios[pairs / 2]), 2),
            cost_percent_from = Math.Round(100 * (1 - ratios[^1]), 2),
            cost_percent_to = Math.Round(100 * (1 - ratios[0]), 2),
        });

        async Task<double> Train(bool loaded)
        {
            var load = loaded ? new HttpLoad(_http, experiment, keys).Run(_rate, time) : Task.CompletedTask;
            var rate = await training.Train(time);
            await load;
            return rate;
        }
    }

    private async Task<(string Id, IReadOnlyList<string> Trials)> Submit(string name, int trials, int firstSeed)
    {
        var plan = ControlBench.Plan(name, trials, firstSeed);
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new SubmitExperiment(CommandId.New(), plan), HudJson.Default.SubmitExperiment));
        using var answer = await _http.PostAsync("api/experiments", body);
        answer.EnsureSuccessStatusCode();
        // It becomes visible half a second later.
        while (!(await _http.GetAsync($"api/experiments/{plan.Id}/trials?limit=1")).IsSuccessStatusCode) await Task.Delay(100);
        return (plan.Id, [.. plan.Trials.Select(t => TrialKey.Of(t).Value)]);
    }

    /// <returns>Processor seconds that the seed has used; 0 where its process is not known.</returns>
    private double SeedSeconds()
    {
        if (options.Number("--seed-pid", 0) is not (> 0 and var id)) return 0;
        using var seed = Process.GetProcessById(id);
        return seed.TotalProcessorTime.TotalSeconds;
    }

    private static Dictionary<string, double> Percentiles(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new()
        {
            ["p50"] = Percentile(all, 0.5),
            ["p95"] = Percentile(all, 0.95),
            ["p99"] = Percentile(all, 0.99),
            ["max"] = Percentile(all, 1),
        };
    }

    private static double Percentile(double[] values, double share)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        return Math.Round(values[Math.Min(values.Length - 1, (int)Math.Ceiling(share * values.Length) - 1)], 1);
    }

    private static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line, Json));
}
