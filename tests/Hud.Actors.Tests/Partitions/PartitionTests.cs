using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Microsoft.Extensions.Logging.Abstractions;
using static Akka.Remote.Transport.ThrottleTransportAdapter;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Partitions;

/// <summary>A coordinator and two nodes over sockets that can be cut.</summary>
public sealed class PartitionTests : ActorTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ActorSystem _seed;
    private readonly Dictionary<string, ActorSystem> _nodes = [];
    private readonly IActorRef _coordinator;

    public PartitionTests()
    {
        _seed = Partition.Host("seed", Sys.Settings.Config);
        var options = new CoordinatorOptions
        {
            Tick = TimeSpan.FromMilliseconds(50),
            RetryDelay = TimeSpan.Zero,
            Lease = TimeSpan.FromMinutes(1),
            Stuck = null,
        };
        _coordinator = _seed.ActorOf(
            CoordinatorActor.Supervised(options, Time, NullLogger<CoordinatorActor>.Instance), "coordinator");
        AskUntilAnswered<ExperimentAccepted>(_coordinator, new SubmitExperiment(new("first"), Some.Plan(1)));
    }

    private TrialView Trial => AskUntilAnswered<ExperimentView>(_coordinator, new GetExperiment("tiny-1")).Trials[0];

    private FakeRunner Join(string name)
    {
        var (system, runner) = (Partition.Host(name, Sys.Settings.Config), new FakeRunner { Incarnation = new(name) });
        _nodes.Add(name, system);
        system.ActorOf(
            NodeActor.Props(
                new NodeId(name), Some.Offer, runner, _coordinator.Seen(_seed, from: system), Time, NullLogger<NodeActor>.Instance),
            "node");
        AwaitCondition(
            () => AskUntilAnswered<NodesView>(_coordinator, new GetNodes()).Nodes.Any(n => n.Node.Value == name), Patience);
        return runner;
    }

    private static AttemptId Take(FakeRunner runner)
    {
        Assert.True(runner.Started.TryTake(out var attempt, Patience), "nothing was started");
        return attempt;
    }

    private void Cut(string node, Direction direction) => Partition.Cut(_nodes[node], _seed, direction);

    private void Heal(string node) => Partition.Heal(_nodes[node], _seed);

    /// <summary>Time passes in steps that the coordinator sees, so that silence is a node's and not its own.</summary>
    private void PassUntil(Func<bool> condition) => AwaitCondition(
        () =>
        {
            if (condition()) return true;
            Time.Advance(TimeSpan.FromSeconds(5));
            return false;
        },
        Patience, TimeSpan.FromMilliseconds(200));

    private void AwaitResult(double value)
    {
        AwaitCondition(() => Trial.Status == TrialStatus.Recorded, Patience);
        Assert.Equal(value, Trial.Result!.Metrics[0].Value);
    }

    private static void AwaitLetGo(FakeRunner runner) =>
        Assert.True(SpinWait.SpinUntil(() => runner.Holding.Count == 0, Patience), "the outcome was not acknowledged");

    [Fact]
    public void Node_cut_off_for_less_than_its_lease_keeps_its_trial()
    {
        var runner = Join("a");
        var attempt = Take(runner);
        Cut("a", Direction.Both);
        runner.Say(attempt, new TrialMovedOn(Some.Progress(8)));
        Time.Advance(TimeSpan.FromSeconds(10));
        runner.Say(attempt, new TrialSucceeded(Some.Result(0.5)));
        Heal("a");
        AwaitResult(0.5);
        AwaitLetGo(runner);
        Assert.Equal(1, Trial.Attempt);
    }

    [Theory]
    [InlineData(Direction.Both)]
    [InlineData(Direction.Send)]
    public void Node_silent_for_longer_is_replaced_and_what_it_brings_later_is_ignored(Direction direction)
    {
        var late = Join("a");
        var first = Take(late);
        Cut("a", direction);
        var other = Join("b");
        PassUntil(() => Trial.Attempt == 2);
        var second = Take(other);
        late.Say(first, new TrialSucceeded(Some.Result(0.1)));
        Heal("a");
        AwaitLetGo(late);
        Assert.Equal(TrialStatus.Running, Trial.Status);
        other.Say(second, new TrialSucceeded(Some.Result(0.2)));
        AwaitResult(0.2);
        AwaitLetGo(other);
    }

    [Fact]
    public void Node_that_hears_nothing_repeats_its_result_which_is_recorded_once()
    {
        var runner = Join("a");
        var attempt = Take(runner);
        Cut("a", Direction.Receive);
        runner.Say(attempt, new TrialSucceeded(Some.Result(0.5)));
        AwaitResult(0.5);
        Assert.Single(runner.Holding);
        Heal("a");
        AwaitLetGo(runner);
        Assert.Equal(1, Trial.Attempt);
    }

    [Fact]
    public void Order_that_was_lost_is_repeated_and_carried_out_once()
    {
        var runner = Join("a");
        runner.Say(Take(runner), new TrialGaveUp(Some.Failure()));
        AwaitCondition(() => Trial.Status == TrialStatus.Failed, Patience);
        Cut("a", Direction.Receive);
        AskUntilAnswered<CommandDone>(_coordinator, new RetryTrial(new("retry"), Some.Key().Short));
        AwaitCondition(() => Trial is { Status: TrialStatus.Running, Attempt: 2 }, Patience);
        Assert.Empty(runner.Started);
        Heal("a");
        Assert.Equal(Some.Attempt(2), Take(runner));
        runner.Say(Some.Attempt(2), new TrialSucceeded(Some.Result(0.5)));
        AwaitResult(0.5);
        Assert.Empty(runner.Started);
    }

    protected override void AfterAll()
    {
        Task.WhenAll(_nodes.Values.Append(_seed).Select(s => s.Terminate())).GetAwaiter().GetResult();
        base.AfterAll();
    }
}
