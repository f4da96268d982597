using System.CommandLine;
using Hud.Actors.Hosting;
using Hud.Cli.Hosting;
using Hud.Experiments.Configuration;
using Hud.Seed;

namespace Hud.Cli.Commands;

/// <summary>`hud seed`: the control plane, as a process of its own.</summary>
internal static class SeedCommand
{
    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Where nodes reach this seed. Default: 127.0.0.1:4700.",
        HelpName = "HOST:PORT",
    };

    private static readonly Option<string?> Journal = new("--journal")
    {
        Description = "SQLite file (default: FOLDER/journal.db) or PostgreSQL.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string?> Api = new("--api")
    {
        Description = "Where the HTTP API listens. Default: 127.0.0.1:4780.",
        HelpName = "HOST:PORT",
    };

    private static readonly Option<string?> Seeds = new("--seeds")
    {
        Description = "All seeds of the cluster, when there are several.",
        HelpName = "LIST",
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "Journal, log, tables. Default: hud-seed.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Shared = new("--shared")
    {
        Description = "Folder that the nodes see too, for their trials.",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var file = HudConfiguration.FileOption();
        var command = new Command("seed", """
            Runs the control plane of a cluster.
            It takes experiments, hands their trials to nodes, records results and
            writes tables. Kill it whenever you like: nodes go on computing, and it
            continues from its journal: a SQLite file for one seed, or for several a
            PostgreSQL database, "Host=...;Database=...;Username=..." with the password
            in PGPASSWORD or PGPASSFILE.

            Examples:
              hud seed
              hud seed --listen 10.0.0.1:4700 --folder /var/lib/hud/seed --shared /nfs/hud
              hud seed --config /etc/hud.yaml
            """)
        {
            Listen, Journal, Api, Seeds, Folder, Shared, file,
        };
        command.SetAction(parsed => Execute(SeedSettings.From(HudConfiguration.Load(parsed.GetValue(file), Given(parsed)))));
        return command;
    }

    private static List<GivenSetting> Given(ParseResult parsed) =>
    [
        .. HudConfiguration.Listening(parsed, Listen, MembershipOptions.DefaultPort),
        .. HudConfiguration.Given(parsed, Journal, "journal.address"),
        .. HudConfiguration.Given(parsed, Api, "api.listen"),
        .. HudConfiguration.Given(parsed, Seeds, "cluster.seeds"),
        .. HudConfiguration.Given(parsed, Folder, "seed.folder"),
        .. HudConfiguration.Given(parsed, Shared, "artifacts.folder"),
    ];

    private static int Execute(SeedSettings settings)
    {
        using var held = ProcessFolder.Take(settings.Folder);
        using var interrupts = new Interrupts();
        var service = new SeedService(settings, TimeProvider.System, line => Console.Out.WriteLine($"hud: {line}"));
        if (service.Run(interrupts.First).GetAwaiter().GetResult()) return ExitCode.Done;
        Console.Error.WriteLine("hud: the other seeds have put this one down; start it again");
        return ExitCode.Failed;
    }
}
