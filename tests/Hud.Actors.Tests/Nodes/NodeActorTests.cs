using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Nodes;

/// <summary>Node and trial actors with a real coordinator over SQLite.</summary>
public sealed class NodeActorTests : ActorTest
{
    private static Protocol.AttemptId Take(FakeRunner runner)
    {
        Assert.True(runner.Started.TryTake(out var attempt, TimeSpan.FromSeconds(30)), "nothing was started");
        return attempt;
    }

    private void AwaitStatus(IActorRef coordinator, params TrialStatus[] expected) =>
        AwaitAssert(
            () => Assert.Equal(
                expected,
                AskUntilAnswered<ExperimentView>(coordinator, new GetExperiment($"tiny-{expected.Length}")).Trials.Select(t => t.Status)),
            TimeSpan.FromSeconds(20));

    [Fact]
    public void Trials_go_from_order_to_record_one_after_the_other()
    {
        var (coordinator, runner) = (Coordinator(), new FakeRunner());
        Node(coordinator, runner);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        runner.Say(Take(runner), new TrialSucceeded(Some.Result()));
        runner.Say(Take(runner), new TrialGaveUp(Some.Failure()));
        AwaitStatus(coordinator, TrialStatus.Recorded, TrialStatus.Failed);
        AwaitCondition(() => runner.Holding.Count == 0, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(null, TrialStatus.Running)]
    [InlineData("ended by SIGILL", TrialStatus.Pending)]
    public void Canary_comes_before_the_first_trial(string? failure, TrialStatus after)
    {
        var coordinator = Coordinator(options: new CoordinatorOptions { Canary = true, Tick = TimeSpan.FromMilliseconds(50) });
        var canary = new CanaryOutcome("fake", failure is null ? new string('d', 64) : null, null, failure);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(1)));
        Node(coordinator, new FakeRunner { Canaries = canary });
        AwaitCondition(
            () => AskUntilAnswered<NodesView>(coordinator, new GetNodes()).Nodes is [{ AwaitsCanary: false } or { Quarantine: not null }],
            TimeSpan.FromSeconds(30));
        AwaitStatus(coordinator, after);
    }

    [Fact]
    public void Runner_hears_what_comes_next_while_a_trial_trains_and_never_for_an_idle_slot()
    {
        var (coordinator, runner) = (Coordinator(), new FakeRunner());
        var node = Node(coordinator, runner);
        node.Tell(new NodeProtocol.ExpectTrial("cpu:0", Some.Spec(9)));
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        runner.Say(Take(runner), new TrialMovedOn(Some.Progress()));
        Assert.True(runner.Expected.TryTake(out var next, TimeSpan.FromSeconds(30)), "nothing was expected");
        Assert.Equal(("cpu:0", 2L), (next.Slot, next.Next!.Seed));
        node.Tell(new NodeProtocol.ExpectTrial("cpu:0", null));
        Assert.True(runner.Expected.TryTake(out var gone, TimeSpan.FromSeconds(30)), "nothing was not expected");
        Assert.Equal(("cpu:0", null), gone);
        node.Tell(new NodeProtocol.Drain());
        Assert.True(runner.Expected.TryTake(out var nothing, TimeSpan.FromSeconds(30)), "a drained node still expects a trial");
        Assert.Equal(("cpu:0", null), nothing);
    }

    [Fact]
    public void Crashed_attempt_is_followed_by_the_next()
    {
        var (coordinator, runner) = (Coordinator(), new FakeRunner());
        Node(coordinator, runner);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(1)));
        runner.Say(Take(runner), new TrialEnded(LossReason.Crashed, "signal 9"));
        Assert.Equal(Some.Attempt(2), Take(runner));
    }

    [Fact]
    public void Node_rebuilt_in_the_same_process_keeps_its_trial_and_its_result()
    {
        var (coordinator, runner) = (Coordinator(), new FakeRunner());
        var node = Node(coordinator, runner);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(1)));
        var attempt = Take(runner);
        Watch(node);
        node.Tell(PoisonPill.Instance);
        FishForMessage<Terminated>(t => t.ActorRef.Equals(node));

        Node(coordinator, runner, "rebuilt");
        Assert.Equal(attempt, Take(runner));
        runner.Say(attempt, new TrialSucceeded(Some.Result()));
        AwaitStatus(coordinator, TrialStatus.Recorded);
        Assert.Equal(1, AskUntilAnswered<ExperimentView>(coordinator, new GetExperiment("tiny-1")).Trials[0].Attempt);
    }

    [Fact]
    public void Draining_node_stops_its_trials_takes_no_more_and_says_when_it_is_empty()
    {
        var (coordinator, runner) = (Coordinator(), new FakeRunner());
        var node = Node(coordinator, runner);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        Take(runner);
        node.Tell(new NodeProtocol.Drain(), TestActor);
        FishForMessage<NodeProtocol.Drained>(d => d.Node == Some.Node, TimeSpan.FromSeconds(20));
        AwaitStatus(coordinator, TrialStatus.Pending, TrialStatus.Pending);
        Assert.Empty(runner.Started);
    }
}
