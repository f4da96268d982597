using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Persistence;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public class CoordinatorActorTests : ActorTest
{
    public CoordinatorActorTests()
    {
    }

    protected CoordinatorActorTests(JournalAddress journal)
        : base(journal)
    {
    }

    private static SubmitExperiment Submission(int trials = 1) => new(new("first"), Some.Plan(trials));

    protected virtual void BreakJournal() =>
        Sql("CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no more ink'); END");

    protected virtual void MendJournal() => Sql("DROP TRIGGER broken");

    private static AnnounceNode Announcement(string life = "life-1") => new(Some.Node, new(life), Some.Offer, false, [], 0, Some.Time);

    [Fact]
    public void Everything_acknowledged_survives_a_restart()
    {
        var coordinator = Coordinator();
        AskUntilAnswered<ExperimentAccepted>(coordinator, Submission(2));
        coordinator.Tell(Announcement(), TestActor);
        FishForMessage<NodeProtocol.StartAttempt>(o => o.Attempt == Some.Attempt());
        AskUntilAnswered<ReportReceived>(coordinator, new ReportResult(Some.Attempt(), Some.Node, Some.Result()));

        Watch(coordinator);
        coordinator.Tell(PoisonPill.Instance);
        FishForMessage<Terminated>(t => t.ActorRef.Equals(coordinator));
        var view = AskUntilAnswered<ExperimentView>(Coordinator("again"), new GetExperiment("tiny-2"));
        Assert.Equal([TrialStatus.Recorded, TrialStatus.Running], view.Trials.Select(t => t.Status));
        Assert.Equal(0.99, view.Trials[0].Result!.Metrics[0].Value);
    }

    [Fact]
    public void Snapshot_and_the_events_after_it_give_the_same_state_and_old_snapshots_go()
    {
        var options = new CoordinatorOptions { SnapshotEvery = 2, RetryDelay = TimeSpan.Zero };
        var coordinator = Coordinator(options: options);
        coordinator.Tell(Announcement(), TestActor);
        AskUntilAnswered<ExperimentAccepted>(coordinator, Submission(3));
        for (var seed = 1; seed <= 2; seed++)
            AskUntilAnswered<ReportReceived>(coordinator, new ReportResult(Some.Attempt(1, seed), Some.Node, Some.Result(seed)));
        AwaitAssert(() => Assert.InRange(Count("snapshot"), 1, 2), TimeSpan.FromSeconds(20));
        Watch(coordinator);
        coordinator.Tell(PoisonPill.Instance);
        FishForMessage<Terminated>(t => t.ActorRef.Equals(coordinator));

        // Only the snapshot knows of the events before it now.
        AwaitAssert(() => Sql("DELETE FROM journal WHERE sequence_number <= (SELECT MAX(sequence_number) FROM snapshot)"));
        var view = AskUntilAnswered<ExperimentView>(Coordinator("again"), new GetExperiment("tiny-3"));
        Assert.Equal([1.0, 2.0, null], view.Trials.Select(t => t.Result?.Metrics[0].Value));
    }

    [Fact]
    public void Failed_write_is_not_acknowledged_and_the_coordinator_comes_back_when_writing_works_again()
    {
        var coordinator = Coordinator();
        AskUntilAnswered<ExperimentUnknown>(coordinator, new GetExperiment("tiny-1"));
        Sys.EventStream.Subscribe(TestActor, typeof(JournalTrouble));
        BreakJournal();

        coordinator.Tell(Submission(), TestActor);
        var trouble = FishForMessage<JournalTrouble>(_ => true, TimeSpan.FromSeconds(20));
        Assert.Contains("no more ink", trouble.Message, StringComparison.Ordinal);
        Assert.False(trouble.Contested);
        MendJournal();
        Assert.Equal(1, AskUntilAnswered<ExperimentAccepted>(coordinator, Submission()).Trials);
    }

    [Fact]
    public void Write_that_another_coordinator_was_quicker_with_is_told_from_other_trouble()
    {
        var coordinator = Coordinator();
        AskUntilAnswered<ExperimentAccepted>(coordinator, Submission());
        Sys.EventStream.Subscribe(TestActor, typeof(JournalTrouble));
        Sql("""
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT created, deleted, persistence_id, sequence_number + 1, message, manifest, identifier, 'rival' FROM journal
            """);
        coordinator.Tell(Announcement(), TestActor);
        Assert.True(FishForMessage<JournalTrouble>(_ => true, TimeSpan.FromSeconds(20)).Contested);
    }

    [Fact]
    public void Commands_that_wait_together_are_all_answered()
    {
        var coordinator = Coordinator();
        AskUntilAnswered<ExperimentUnknown>(coordinator, new GetExperiment("x"));
        for (var n = 1; n <= 50; n++) coordinator.Tell(new SubmitExperiment(new($"c{n}"), Some.Plan(n)), TestActor);
        var answers = Enumerable.Range(0, 50).Select(_ => FishForMessage<ExperimentAccepted>(_ => true, TimeSpan.FromSeconds(20))).ToList();
        Assert.Equal(Enumerable.Range(1, 50), answers.Select(a => a.Trials));
    }
}
