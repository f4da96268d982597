using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Tests.Shared;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Facts_come_in_order_whatever_comes_at_once(int most)
    {
        var address = JournalAddress.Parse(_folder["journal.db"]);
        var written = SomeJournal.Fill(address);
        var tail = new JournalTail(address);
        var facts = new List<JournaledFact>();
        while (tail.After(facts.Count, most) is { Count: > 0 } more)
        {
            Assert.InRange(more.Count, 1, most);
            facts.AddRange(more);
        }

        Assert.Equal(Enumerable.Range(1, written).Select(n => (long)n), facts.Select(f => f.Sequence));
        Assert.IsType<CoordinatorProtocol.ExperimentSubmitted>(facts[0].Fact);
    }

    [Fact]
    public void Damaged_fact_is_named()
    {
        var address = JournalAddress.Parse(_folder["journal.db"]);
        SomeJournal.Fill(address);
        SomeJournal.Damage(address, "UPDATE journal SET message = x'00' WHERE sequence_number = 2");
        var failed = Assert.Throws<IOException>(() => new JournalTail(address).After(0, 10));
        Assert.Contains("event 2 (", failed.Message, StringComparison.Ordinal);
    }
}
