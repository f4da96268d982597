using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Nodes;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Cli.Live;
using Hud.Node;
using Hud.Node.Processes;
using Hud.Seed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static Hud.Actors.Aggregator.AggregatorProtocol;

namespace Hud.Cli.Commands;

/// <summary>How a run ended.</summary>
/// <param name="Picture">Null when the coordinator was never heard.</param>
/// <param name="Trouble">What went wrong with the run itself, for a person; null when nothing did.</param>
internal sealed record RunEnd(RunPicture? Picture, bool Interrupted, ImmutableArray<string> Files, string? Trouble);

/// <summary>Seed and node in one process, from start to end of one run.</summary>
internal sealed class RunSession(RunRequest request, IRunView view, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Time for children to checkpoint when the journal can no longer be written.</summary>
    private static readonly TimeSpan LastCheckpoints = TimeSpan.FromSeconds(30);

    /// <param name="interrupt">Cancelled by the first Ctrl-C or SIGTERM: checkpoint and leave. The second one ends the
    /// process (<see cref="Interrupts"/>).</param>
    public async Task<RunEnd> Run(Interrupts interrupt)
    {
        using var journal = Journal.Claim(
            request.Journal, new JournalOwner("run", JournalOwner.ThisProcess), time, NullLogger.Instance);
        using var runner = new ChildProcessRunner(
            new RunnerOptions
            {
                TrialsFolder = request.Trials,
                SharedFolder = request.Shared,
                DataFolder = request.Data,
                Command = ChildCommand.OfThisProgram(),
            },
            time);
        interrupt.OnSecond(runner.KillAll);
        using var host = Build(runner);
        await host.StartAsync();
        try
        {
            return await Watch(host.Services.GetRequiredService<ActorSystem>(), interrupt);
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private async Task<RunEnd> Watch(ActorSystem system, Interrupts interrupt)
    {
        var actors = ActorRegistry.For(system);
        var over = new TaskCompletionSource<RunPicture>(TaskCreationOptions.RunContinuationsAsynchronously);
        var coordinator = actors.Get<CoordinatorActor>();
        // One machine is all there is: what a cluster is asked for would only keep it waiting.
        var plan = request.Plan with { Terms = null };
        system.ActorOf(Props.Create(() => new RunMonitor(plan, coordinator, view, over)), "monitor");

        var ended = await Task.WhenAny(over.Task, interrupt.First);
        if (ended != over.Task) view.Say("hud: saving checkpoints and leaving; press Ctrl-C again to leave at once");
        string? trouble = over.Task.Exception?.InnerException?.Message;
        if (!over.Task.IsCompletedSuccessfully) await Drain(actors.Get<NodeActor>(), trouble);

        var tables = await Tables(actors.Get<AggregatorActor>());
        return new RunEnd(
            over.Task.IsCompletedSuccessfully ? await over.Task : null,
            Interrupted: ended != over.Task,
            tables is TablesWritten written ? written.Files : [],
            trouble ?? (tables as TablesFailed)?.Message);
    }

    /// <summary>Without a working journal nobody acknowledges: the children's last checkpoints are all there is to wait
    /// for.</summary>
    private static async Task Drain(IActorRef node, string? trouble)
    {
        try
        {
            await node.Ask<NodeProtocol.Drained>(
                new NodeProtocol.Drain(), trouble is null ? Timeout.InfiniteTimeSpan : LastCheckpoints);
        }
        catch (AskTimeoutException)
        {
            // The runner kills what is left.
        }
    }

    private static async Task<object> Tables(IActorRef aggregator)
    {
        try
        {
            return await aggregator.Ask<object>(new GetTables(), Patience);
        }
        catch (AskTimeoutException)
        {
            return new TablesFailed("the tables were not written in time");
        }
    }

    private IHost Build(ChildProcessRunner runner)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new FileLog(request.Log, time));
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddAkka(ClusterNames.System, akka => akka
            .AddHudCluster(new ClusterSettings())
            .AddSeed(new SeedOptions(request.Journal, CoordinatorOptions.OneMachine))
            .AddNode(new NodeOptions(new NodeId("local"), Devices()), runner)
            .AddAggregator(request.Plan.Id, request.Out));
        return builder.Build();
    }

    /// <summary>Whoever asks for more threads than there are cores gets them, as ever: here is no better place.</summary>
    private ImmutableArray<Device> Devices() =>
        Device.Cpus(request.Slots, request.Plan.MostThreads);
}
