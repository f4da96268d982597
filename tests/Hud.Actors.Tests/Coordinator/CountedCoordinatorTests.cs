using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>The meter behind a real coordinator.</summary>
public sealed class CountedCoordinatorTests : ActorTest
{
    [Fact]
    public void Failed_write_is_counted_and_the_count_outlives_the_coordinators_restart()
    {
        using var counted = new Counted();
        using var meter = new CoordinatorMeter(counted);
        var coordinator = Sys.ActorOf(CoordinatorActor.Supervised(new CoordinatorOptions(), Time, NullLogger<CoordinatorActor>.Instance, meter));
        AskUntilAnswered<ExperimentUnknown>(coordinator, new GetExperiment("tiny-1"));
        Sys.EventStream.Subscribe(TestActor, typeof(JournalTrouble));
        Sql("CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no more ink'); END");
        coordinator.Tell(new SubmitExperiment(new("first"), Some.Plan(1)), TestActor);
        FishForMessage<JournalTrouble>(_ => true, TimeSpan.FromSeconds(20));
        Assert.Equal((0.0, 1.0), (counted["hud.journal.events"], counted["hud.journal.failures{operation=write}"]));

        Sql("DROP TRIGGER broken");
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(1)));
        Assert.True(counted["hud.journal.failures{operation=write}"] >= 1);
        Assert.Equal(1, counted["hud.journal.events"]);
    }
}
