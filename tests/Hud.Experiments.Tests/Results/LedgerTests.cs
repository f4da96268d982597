using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Results;

public sealed class LedgerTests
{
    private static readonly TrialKey Key = new(new string('a', 64));

    [Fact]
    public void Trial_keeps_its_first_result()
    {
        var first = Given.Result(0.9);
        var ledger = Ledger.Empty.Add(Key, first).Add(Key, Given.Result(0.5));
        Assert.Same(first, ledger.Find(Key));
        Assert.Equal(1, ledger.Count);
    }

    [Fact]
    public void Adding_leaves_the_ledger_before_as_it_was()
    {
        var before = Ledger.Empty;
        var after = before.Add(Key, Given.Result(0.9));
        Assert.False(before.Contains(Key));
        Assert.True(after.Contains(Key));
        Assert.Null(before.Find(Key));
    }
}
