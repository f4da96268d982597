using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Hosting;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Node.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hud.Node;

/// <summary>A node's process: one runner for its whole life, and one actor system after the other around it. When the
/// control plane is out of sight or the system was downed, a new system joins and re-attaches to what runs.</summary>
/// <param name="say">For one line to a person.</param>
public sealed class NodeService(
    NodeOptions options, ClusterSettings cluster, ILoggerProvider logs, TimeProvider time, Action<string> say)
{
    /// <summary>Until a person is told what the node waits for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Between two attempts to start an actor system, and for one to end.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(15);

    /// <summary>For acknowledgements, once all children have left. What is not acknowledged is on disk.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly ILogger _log = logs.CreateLogger(typeof(NodeService).FullName!);
    private volatile bool _ready;
    private bool _rebuilding;

    public NodeHealth Health { get; } = new(options.Patience, time);

    /// <summary>Serves until <paramref name="leave"/> ends; then lets the children checkpoint, and leaves the cluster.
    /// </summary>
    public async Task Run(INodeRunner runner, Task leave)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(leave);
        while (!leave.IsCompleted)
        {
            var outlook = new NodeOutlook(Health);
            using var host = await Start(runner, outlook);
            if (host is null) await Task.WhenAny(leave, Task.Delay(Pause, time));
            else await Serve(host, runner, outlook, leave);
        }

        await WaitUntilQuiet(runner);
    }

    /// <returns>Null when a system that worked before does not start: its port may take a moment to be free, or its
    /// certificate has run out, and trials need not die of that.</returns>
    private async Task<IHost?> Start(INodeRunner runner, NodeOutlook outlook)
    {
        IHost? host = null;
        try
        {
            host = Build(runner, outlook);
            await host.StartAsync();
            return host;
        }
        catch (Exception failed) when (_rebuilding)
        {
            NodeServiceLog.NotStarted(_log, failed);
            host?.Dispose();
            return null;
        }
    }

    private async Task Serve(IHost host, INodeRunner runner, NodeOutlook outlook, Task leave)
    {
        var system = host.Services.GetRequiredService<ActorSystem>();
        _ = Announce(outlook, system);
        var ended = await Task.WhenAny(leave, outlook.Lost, system.WhenTerminated);
        if (ended == leave)
        {
            await Drain(system, runner);
            await host.StopAsync();
            return;
        }

        _rebuilding = true;
        var why = outlook.Lost.IsCompleted ? await outlook.Lost : "the cluster has put this node down";
        NodeServiceLog.Lost(_log, why);
        say($"{why}; joining afresh, trials go on");
        await Abandon(system);
    }

    private async Task Announce(NodeOutlook outlook, ActorSystem system)
    {
        var late = Task.Delay(Patience, time);
        if (await Task.WhenAny(outlook.Joined, outlook.Lost, system.WhenTerminated, late) == late)
            say($"no answer from the cluster at {string.Join(", ", cluster.SeedNodes)} yet; is 'hud seed' running there?");
        await outlook.Joined;
        say(_ready ? $"node {options.Node} is back in the cluster" : $"node {options.Node} is ready: {string.Join(", ", options.Devices)}");
        _ready = true;
        NodeServiceLog.Joined(_log, options.Node);
    }

    /// <summary>There is nobody to say goodbye to, so the system puts itself down.</summary>
    private async Task Abandon(ActorSystem system)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (!system.WhenTerminated.IsCompleted) cluster.Down(cluster.SelfAddress);
        if (await Task.WhenAny(system.WhenTerminated, Task.Delay(LastWords, time)) == system.WhenTerminated) return;
        await Task.WhenAny(system.Terminate(), Task.Delay(Farewell, time));
    }

    private async Task Drain(ActorSystem system, INodeRunner runner)
    {
        say("saving checkpoints and leaving; once more leaves at once");
        var drained = ActorRegistry.For(system).Get<NodeActor>()
            .Ask<NodeProtocol.Drained>(new NodeProtocol.Drain(), Timeout.InfiniteTimeSpan);
        await Task.WhenAny(drained, WithoutAcknowledgement(runner));
    }

    private async Task WithoutAcknowledgement(INodeRunner runner)
    {
        await WaitUntilQuiet(runner);
        await Task.Delay(LastWords, time);
    }

    private async Task WaitUntilQuiet(INodeRunner runner)
    {
        if (runner.IsQuiet) return;
        foreach (var order in runner.Holding) runner.Stop(order.Attempt);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), time);
        while (!runner.IsQuiet) await timer.WaitForNextTickAsync();
    }

    private IHost Build(INodeRunner runner, NodeOutlook outlook)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new SharedLog(logs));
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Farewell);
        builder.Services.AddAkka(ClusterNames.System, akka => akka
            .AddHudCluster(cluster, time)
            .AddCoordinatorProxy()
            .AddNode(options, runner)
            .AddWatchdog(options.Patience, outlook));
        return builder.Build();
    }
}
