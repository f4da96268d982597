using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Tests.Support;
using Hud.Experiments;
using Hud.Tests.Shared;
using Hud.Tests.Shared.Postgres;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalVerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqliteAddress Address => new(_folder["journal.db"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_journal_is_counted_and_digested()
    {
        var events = SomeJournal.Fill(Address);
        var report = JournalVerification.Verify(Address);
        Assert.Null(report.Fault);
        Assert.Equal((events, 2, 400, 1), (report.Events, report.Experiments, report.Trials, report.Recorded));
        Assert.Equal(events, report.Manifests.Values.Sum());
        Assert.Equal([3L, 6L], report.Snapshots);
        Assert.Matches("^[0-9a-f]{64}$", report.Digest);
        Assert.Equal(report.Digest, JournalVerification.Verify(Address).Digest);
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE sequence_number = 1", "event 1 is missing: after event 0 comes event 2")]
    [InlineData("DELETE FROM journal WHERE sequence_number = 4", "event 4 is missing: after event 3 comes event 5")]
    [InlineData("UPDATE journal SET manifest = 'zz:1' WHERE sequence_number = 3", "event 3 (zz:1): unknown manifest 'zz:1'")]
    [InlineData("UPDATE journal SET manifest = 'cs:1' WHERE sequence_number = 2", "event 2 (cs:1): ")]
    [InlineData("UPDATE journal SET message = x'7b7d' WHERE sequence_number = 2", "event 2 (ta:1): ")]
    [InlineData("UPDATE journal SET message = x'1f8b0000' WHERE sequence_number = 2", "event 2 (ta:1): ")]
    [InlineData("UPDATE journal SET identifier = 1 WHERE sequence_number = 2", "written by serializer 1, not by HudCluster's")]
    [InlineData("UPDATE journal SET persistence_id = 'somebody' WHERE sequence_number = 2", "1 events are not the coordinator's")]
    [InlineData("UPDATE snapshot SET sequence_number = 5 WHERE sequence_number = 6", "snapshot 5: differs from what the events before it give")]
    [InlineData("UPDATE snapshot SET sequence_number = 600 WHERE sequence_number = 6", "snapshot 600: there is no event of that number")]
    [InlineData("UPDATE snapshot SET snapshot = x'7b' WHERE sequence_number = 6", "snapshot 6: ")]
    public void Damage_is_found_and_its_place_named(string damage, string place)
    {
        SomeJournal.Fill(Address);
        SomeJournal.Damage(Address, damage);
        Assert.Contains(place, JournalVerification.Verify(Address).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshot_that_remembers_otherwise_is_found()
    {
        SomeJournal.Fill(Address);
        SomeJournal.Damage(Address, "DELETE FROM snapshot");
        SomeJournal.Snapshot(Address, 3, CoordinatorState.Empty);
        Assert.StartsWith("snapshot 3: differs", JournalVerification.Verify(Address).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_number_in_a_payload_changes_the_digest()
    {
        SomeJournal.Fill(Address);
        var before = JournalVerification.Verify(Address).Digest;
        SomeJournal.Damage(Address, "UPDATE journal SET message = CAST(replace(CAST(message AS TEXT), 'signal 9', 'signal 7') AS BLOB)");
        SomeJournal.Damage(Address, "DELETE FROM snapshot");
        Assert.NotEqual(before, JournalVerification.Verify(Address).Digest);
    }

    [Fact]
    public void Missing_file_is_bad_input_and_is_not_made()
    {
        Assert.Contains("no such file", Assert.Throws<InputException>(() => JournalVerification.Verify(Address)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Export_has_a_line_for_each_event_with_its_payload_unpacked()
    {
        var events = SomeJournal.Fill(Address);
        using var output = new MemoryStream();
        Assert.Equal(events, JournalText.Export(Address, output));
        var lines = System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(Enumerable.Range(1, events), lines.Select(l => l.GetProperty("sequence").GetInt32()));
        Assert.Equal("es:1", lines[0].GetProperty("manifest").GetString());
        Assert.Equal(400, lines.Last(l => l.GetProperty("manifest").GetString() == "es:1").GetProperty("payload").GetProperty("keys").GetArrayLength());
    }
}
