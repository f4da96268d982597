using Akka.Actor;
using Hud.Actors.Coordinator;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Aggregator;

/// <summary>Keeps one aggregator for every experiment that the coordinator knows. Plumbing only.</summary>
public sealed class LibraryActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly LibraryFolders _folders;
    private readonly IActorRef _coordinator;
    private readonly ILogger<AggregatorActor> _log;

    public LibraryActor(LibraryFolders folders, IActorRef coordinator, ILogger<AggregatorActor> log)
    {
        (_folders, _coordinator, _log) = (folders, coordinator, log);
        Receive<LibraryProtocol.Look>(_ => _coordinator.Tell(new ListExperiments()));
        Receive<ExperimentList>(Take);
        Receive<LibraryProtocol.GetTablesOf>(Ask);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(LibraryFolders folders, IActorRef coordinator, ILogger<AggregatorActor> log) =>
        Akka.Actor.Props.Create(() => new LibraryActor(folders, coordinator, log));

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("look", LibraryProtocol.Look.Instance, TimeSpan.Zero, Period);

    private void Take(ExperimentList list)
    {
        foreach (var experiment in list.Experiments.Where(e => Context.Child(e.Id).IsNobody()))
        {
            Context.ActorOf(
                AggregatorActor.Props(experiment.Id, _folders.Of(experiment.Id), _coordinator, _log, _folders.Pictures),
                experiment.Id);
        }
    }

    private void Ask(LibraryProtocol.GetTablesOf question)
    {
        var aggregator = Context.Child(question.Experiment);
        if (aggregator.IsNobody()) Sender.Tell(new ExperimentUnknown(question.Experiment));
        else aggregator.Forward(new AggregatorProtocol.GetTables());
    }
}
