using System.Diagnostics;
using System.Globalization;
using Hud.Chaos;

// Campaigns under seeded faults until the time is over; prints the record as Markdown. Options: --hours H --seed S
// --trials N --seeds N --nodes N --faults N --out DIR.
var options = args.Chunk(2).ToDictionary(p => p[0], p => p.Length == 2 ? p[1] : throw new ArgumentException($"{p[0]} needs a value"));
double Number(string name, double preset) =>
    options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : preset;

var (length, seed) = (TimeSpan.FromHours(Number("--hours", 1)), (long)Number("--seed", 1));
var plan = new LabPlan((int)Number("--seeds", 1), (int)Number("--nodes", 3));
var (trials, faults) = ((int)Number("--trials", 40), (int)Number("--faults", plan.Kinds.Length));
var folder = options.GetValueOrDefault("--out", Path.Combine(Path.GetTempPath(), "hud-chaos"));
var laboratory = new Laboratory(
    Path.Combine(AppContext.BaseDirectory, "hud"), folder, trials, plan, line => Console.Error.WriteLine(line));
laboratory.Prepare();

var (clock, report) = (Stopwatch.StartNew(), new ChaosReport());
for (var campaign = 1L; clock.Elapsed < length; campaign++)
{
    Console.Error.WriteLine($"campaign {campaign}, schedule {seed + campaign - 1}");
    laboratory.Run(
        FaultSchedule.Of(seed + campaign - 1, plan.Kinds, faults, TimeSpan.FromSeconds(6), Laboratory.Lease),
        $"campaign{campaign}", report);
    foreach (var wrong in report.Wrong) Console.Error.WriteLine($"BROKEN {wrong}");
}

Console.WriteLine(report.Markdown(clock.Elapsed));
return report.Wrong.Count == 0 ? 0 : 1;
