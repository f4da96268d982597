using Akka.Actor;
using Akka.Event;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Tests.Support;
using Hud.Tests.Shared.Postgres;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Persistence;

/// <summary>A server of the test's own that goes away under a working coordinator.</summary>
public sealed class PostgresOutageTests : ActorTest
{
    private readonly PostgresServer _server;
    private readonly List<string> _acknowledged = [];

    public PostgresOutageTests()
        : this(new PostgresServer())
    {
    }

    private PostgresOutageTests(PostgresServer server)
        : base(JournalAddress.Parse(server.NewDatabase())) => _server = server;

    protected override void AfterAll()
    {
        try
        {
            base.AfterAll();
        }
        finally
        {
            _server.Dispose();
        }
    }

    private void Submit(IActorRef coordinator)
    {
        var n = _acknowledged.Count + 1;
        var submission = new SubmitExperiment(new($"c{n}"), Some.Plan(n));
        _acknowledged.Add(AskUntilAnswered<ExperimentAccepted>(coordinator, submission, a => a.Command == submission.Command).Experiment);
    }

    private void EverythingAcknowledgedIsThere(IActorRef coordinator)
    {
        foreach (var experiment in _acknowledged)
            AskUntilAnswered<ExperimentView>(coordinator, new GetExperiment(experiment), v => v.Plan.Id == experiment);
        var report = JournalVerification.Verify(Address);
        Assert.Null(report.Fault);

        // What nobody was told of may have been written all the same.
        Assert.InRange(report.Experiments, _acknowledged.Count, _acknowledged.Count + 1);
    }

    [Fact]
    public void Coordinator_outlives_a_server_that_freezes_until_writes_time_out()
    {
        var coordinator = Coordinator();
        for (var i = 0; i < 5; i++) Submit(coordinator);
        Sys.EventStream.Subscribe(TestActor, typeof(JournalTrouble));
        _server.Freeze();
        coordinator.Tell(new SubmitExperiment(new("c6"), Some.Plan(6)), TestActor);
        FishForMessage<JournalTrouble>(_ => true, TimeSpan.FromSeconds(60));
        _server.Thaw();
        for (var i = 0; i < 5; i++) Submit(coordinator);
        EverythingAcknowledgedIsThere(coordinator);
    }

    [Fact]
    public void Coordinator_outlives_a_server_that_is_killed_and_started_again_and_no_password_is_told()
    {
        var said = CreateTestProbe();
        Sys.EventStream.Subscribe(said.Ref, typeof(LogEvent));
        Sys.EventStream.Subscribe(said.Ref, typeof(JournalTrouble));
        var coordinator = Coordinator();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5; i++) Submit(coordinator);
            _server.Kill();
            coordinator.Tell(new SubmitExperiment(new("lost"), Some.Plan(90)), TestActor);
            said.FishForMessage<JournalTrouble>(_ => true, TimeSpan.FromSeconds(60));
            _server.StartAgain();
        }

        Submit(coordinator);
        EverythingAcknowledgedIsThere(coordinator);
        var texts = said.ReceiveWhile<object>(_ => _, TimeSpan.FromMilliseconds(200)).Select(m => m.ToString()!).ToList();
        Assert.DoesNotContain(texts, text => text.Contains("s3cret", StringComparison.Ordinal));
    }
}
