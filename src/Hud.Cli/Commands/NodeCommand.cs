using System.Collections.Immutable;
using System.CommandLine;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Hud.Actors.Security;
using Hud.Cli.Hosting;
using Hud.Experiments.Configuration;
using Hud.Experiments.Files;
using Hud.Http;
using Hud.Node;
using Hud.Node.Artifacts;
using Hud.Node.Processes;
using Hud.Seed;
using Microsoft.Extensions.Logging;

namespace Hud.Cli.Commands;

/// <summary>`hud node`: a worker, as a process of its own.</summary>
internal static class NodeCommand
{
    private static readonly Option<string?> Seeds = new("--seed")
    {
        Description = "The cluster's seed; several between commas.",
        HelpName = "HOST:PORT",
    };

    private static readonly Option<string?> Devices = new("--devices")
    {
        Description = "auto (default: all GPUs, else cpu), or cuda:0,cpu.",
        HelpName = "LIST",
    };

    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Where the seed reaches it. Default: 127.0.0.1.",
        HelpName = "HOST[:PORT]",
    };

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "One of a kind. Default: the machine's.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "Log, results on their way. Default: hud-node.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Shared = new("--shared")
    {
        Description = "Folder that seed and nodes see, for trials.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Store = new("--artifacts")
    {
        Description = "Without --shared: the seeds' API, for checkpoints.",
        HelpName = "URL",
    };

    private static readonly Option<string?> Http = new("--http")
    {
        Description = "Serve metrics and health there. Default: nowhere.",
        HelpName = "HOST[:PORT]",
    };

    private static readonly Option<string?> Data = new("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };

    public static Command Create()
    {
        var file = HudConfiguration.FileOption();
        var command = new Command("node", """
            Computes trials for a cluster.

            Kill it whenever you like: what it had begun goes on from the last
            checkpoint, here or elsewhere. Ctrl-C or SIGTERM once saves checkpoints and
            leaves, twice leaves at once. While the seed is away it goes on computing.

            Examples:
              hud node --seed 127.0.0.1:4700
              hud node --seed 10.0.0.1:4700 --listen 10.0.0.2 --devices cuda:0,cuda:1
              hud node --seed 127.0.0.1:4700 --artifacts http://127.0.0.1:4780
              hud node --config /etc/hud.yaml
            """)
        {
            Seeds, Devices, Listen, Name, Folder, Shared, Store, Data, Http, file,
        };
        command.SetAction(parsed => Execute(HudConfiguration.Load(parsed.GetValue(file), Given(parsed))));
        return command;
    }

    private static List<GivenSetting> Given(ParseResult parsed) =>
    [
        .. HudConfiguration.Given(parsed, Seeds, "cluster.seeds"),
        .. HudConfiguration.Given(parsed, Devices, "node.devices"),
        .. HudConfiguration.Listening(parsed, Listen, 0),
        .. HudConfiguration.Given(parsed, Name, "node.name"),
        .. HudConfiguration.Given(parsed, Folder, "node.folder"),
        .. HudConfiguration.Given(parsed, Shared, "artifacts.folder"),
        .. HudConfiguration.Given(parsed, Store, "artifacts.url"),
        .. HudConfiguration.Given(parsed, Data, "node.data"),
        .. HudConfiguration.Given(parsed, Http, "node.http"),
    ];

    private static int Execute(LayeredConfiguration configuration)
    {
        var options = NodeOptions.From(configuration.Section("node"));
        var cluster = MembershipOptions.OfNode(configuration.Section("cluster"));
        var work = Path.GetFullPath(configuration.Section("artifacts").Text("folder") ?? options.Folder);
        var tls = TlsSection.Read(configuration.Section("tls"));
        BindRule.CheckCluster(cluster.Listen.Host, tls is not null);
        var seeds = ArtifactAddress.Connect(configuration, tls, TimeProvider.System);
        var telemetry = TelemetryOptions.From(configuration.Section("telemetry"));
        var tokens = options.Http is { } http ? Guarded(http, configuration, telemetry, tls) : new Tokens(null, null);
        PortProbe.Ensure(cluster.Listen, "--listen");
        using var held = ProcessFolder.Take(options.Folder);
        WritableFolder.Ensure(work);
        using var log = new FileLog(Path.Combine(options.Folder, "node.log"), TimeProvider.System);
        using var runner = new ChildProcessRunner(Runner(options, work, log), TimeProvider.System);
        using var interrupts = new Interrupts();
        interrupts.OnSecond(runner.KillAll);
        Say($"node {options.Node} looks for its cluster at {string.Join(", ", cluster.Seeds)}");
        var service = new NodeService(options, cluster.Settings(ClusterNames.NodeRole, tls), log, TimeProvider.System, Say);
        using var traces = Traces.Send(telemetry, "node", options.Node.Value);
        Serve(service, options, Https.Certificate(tls, log, TimeProvider.System), tokens, runner, seeds, Path.Combine(work, "trials"), log, interrupts)
            .GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    /// <summary>One file of settings may name tokens that a node without metrics does not have.</summary>
    private static Tokens Guarded(HostPort http, LayeredConfiguration configuration, TelemetryOptions telemetry, TlsSettings? tls)
    {
        var tokens = Tokens.Read(configuration.Section("api").Text("token_file"), telemetry.TokenFile);
        BindRule.CheckHttp(http.Host, tls is not null, !tokens.None, "node.http");
        PortProbe.Ensure(http, "--http");
        return tokens;
    }

    private static async Task Serve(
        NodeService service, NodeOptions options, LiveCertificate? certificate, Tokens tokens, ChildProcessRunner runner,
        ImmutableArray<HttpClient> seeds, string trials, FileLog log, Interrupts interrupts)
    {
        await using var http = await NodeHttp.Start(options, certificate, tokens, service.Health, log, TimeProvider.System);
        var memory = new DeviceMemory(runner, options.Gpus, TimeProvider.System);
        using var meter = new NodeMeter(options.Devices, service.Health, memory.Of, TimeProvider.System);
        if (seeds.IsEmpty)
        {
            await service.Run(new WatchedRunner(runner, meter), interrupts.First);
            return;
        }

        // The clients live as long as the process.
        await using var artifacts = new NodeArtifacts(seeds, runner, trials, log, TimeProvider.System);
        await service.Run(new WatchedRunner(artifacts.Runner, meter), interrupts.First);
    }

    private static RunnerOptions Runner(NodeOptions options, string work, FileLog log) => new()
    {
        TrialsFolder = Path.Combine(work, "trials"),
        SharedFolder = Path.Combine(work, "shared"),
        DataFolder = options.Data,
        Gpus = options.Gpus,
        Command = ChildCommand.OfThisProgram(),
        Spool = new OutcomeSpool(Path.Combine(options.Folder, "outcomes"), log.CreateLogger(typeof(OutcomeSpool).FullName!)),
        StopGrace = options.StopGrace,
        Prefetch = options.Prefetch,
    };

    private static void Say(string line) => Console.Out.WriteLine($"hud: {line}");
}
