using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Hud.Chaos;

// Campaigns under seeded faults until the time is over; prints the record as Markdown. Options: see run.sh.
var options = args.Chunk(2).ToDictionary(p => p[0], p => p.Length == 2 ? p[1] : throw new ArgumentException($"{p[0]} needs a value"));
double Number(string name, double preset) =>
    options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : preset;

// Ctrl-C and SIGTERM take the laboratory down too, on its way out.
void Leave(PosixSignalContext context)
{
    context.Cancel = true;
    Environment.Exit(130);
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave);
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave);
var (length, seed) = (TimeSpan.FromHours(Number("--hours", 1)), (long)Number("--seed", 1));
var plan = new LabPlan((int)Number("--seeds", 1), (int)Number("--nodes", 3));
var kinds = options.TryGetValue("--kinds", out var names)
    ? [.. names.Split(',').Select(Enum.Parse<FaultKind>)]
    : plan.Kinds;
var (trials, faults, gap) = ((int)Number("--trials", 40), (int)Number("--faults", kinds.Length), TimeSpan.FromSeconds(Number("--gap", 6)));
var folder = options.GetValueOrDefault("--out", Path.Combine(Path.GetTempPath(), $"hud-chaos-{Environment.ProcessId}"));
var laboratory = new Laboratory(
    Path.Combine(AppContext.BaseDirectory, "hud"), folder, trials, plan, line => Console.Error.WriteLine(line))
{
    Lease = TimeSpan.FromSeconds(Number("--lease", 12)),
    Known = options.GetValueOrDefault("--known"),
    Steps = (int)Number("--steps", 200),
};
// While faults keep the cluster from computing, there is time for the measure of all.
var undisturbed = Task.Run(() => laboratory.Undisturbed(0));

var report = new ChaosReport();
for (var campaign = 1L; report.Length < length; campaign++)
{
    Console.Error.WriteLine($"campaign {campaign}, schedule {seed + campaign - 1}, {report.Length.TotalMinutes:F1} minutes");
    laboratory.Run(laboratory.Schedule(seed + campaign - 1, kinds, faults, gap), $"campaign{campaign}", report);
    foreach (var wrong in report.Wrong) Console.Error.WriteLine($"BROKEN {wrong}");
}

await undisturbed;
Console.WriteLine(report.Markdown());
return report.Wrong.Count == 0 ? 0 : 1;
