using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class TrialRowsTests
{
    /// <summary>Trial 1 is recorded, 2 failed, 3 runs, 4 and 5 wait.</summary>
    private static CoordinatorState State { get; } = new Desk().Announce().Submit(Some.Plan(5))
        .Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()))
        .Take(new ReportFailure(Some.Attempt(1, seed: 2), Some.Node, Some.Failure(FailureKind.Diverged)))
        .State;

    private static TrialRows Page(int first, int most, bool busyFirst = false) =>
        Assert.IsType<TrialRows>(CoordinatorQueries.Trials(State, new GetTrials("tiny-5", first, most, busyFirst)));

    private static IEnumerable<long> Seeds(TrialRows page) => page.Trials.Select(t => t.Seed);

    [Fact]
    public void Pages_in_a_row_hold_every_trial_once_in_plan_order()
    {
        Assert.Equal([1, 2, 3, 4, 5], new[] { Page(0, 2), Page(2, 2), Page(4, 2) }.SelectMany(Seeds));
        Assert.Empty(Page(5, 2).Trials);
    }

    [Fact]
    public void What_runs_or_failed_comes_first_when_asked_so()
    {
        Assert.Equal([3, 2, 4, 5, 1], Seeds(Page(0, 5, busyFirst: true)));
        Assert.Equal([2, 4], Seeds(Page(1, 2, busyFirst: true)));
    }

    [Fact]
    public void Every_page_counts_the_whole_experiment()
    {
        Assert.Equal(new ExperimentSummary("tiny-5", "tiny", 5, 1, 1, 1), Page(3, 1).Summary);
        Assert.Equal(5, Page(0, 0).Summary.Trials);
    }

    [Theory]
    [InlineData(int.MinValue, int.MaxValue, 5)]
    [InlineData(3, int.MaxValue, 2)]
    [InlineData(int.MaxValue, int.MaxValue, 0)]
    [InlineData(0, -1, 0)]
    public void Senseless_pages_are_cut_to_what_there_is(int first, int most, int found)
    {
        Assert.Equal(found, Page(first, most).Trials.Length);
        Assert.Equal(found, Page(first, most, busyFirst: true).Trials.Length);
    }

    [Fact]
    public void No_page_is_longer_than_a_frame_can_carry()
    {
        var state = new Desk().Submit(Some.Plan(GetTrials.Limit + 1)).State;
        var page = (TrialRows)CoordinatorQueries.Trials(state, new GetTrials($"tiny-{GetTrials.Limit + 1}", 0, int.MaxValue, false));
        Assert.Equal(GetTrials.Limit, page.Trials.Length);
    }

    [Fact]
    public void Unknown_experiment_is_said_to_be_unknown() =>
        Assert.Equal(new ExperimentUnknown("x"), CoordinatorQueries.Trials(State, new GetTrials("x", 0, 1, false)));
}
