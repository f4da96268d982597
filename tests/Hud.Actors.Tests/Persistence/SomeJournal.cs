using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Tests.Support;

namespace Hud.Actors.Tests.Persistence;

/// <summary>A journal as a coordinator leaves it, with two snapshots, and ways to damage it.</summary>
internal static class SomeJournal
{
    private static readonly HudJsonSerializer Serializer = new(null!);

    /// <returns>Events written.</returns>
    public static int Fill(JournalAddress address)
    {
        var desk = new Desk(new CoordinatorOptions { RetryDelay = TimeSpan.Zero }).Announce(slots: 2).Submit(Some.Plan(3));
        desk.Take(new CoordinatorProtocol.ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint()));
        desk.Take(new CoordinatorProtocol.ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 9"));
        desk.Take(new CoordinatorProtocol.ReportResult(Some.Attempt(1, 2), Some.Node, Some.Result(double.NaN)));
        desk.Submit(Some.Plan(400, "large"), "second");

        Journal.Prepare(address);
        using var connection = address.Open();
        var state = CoordinatorState.Empty;
        for (var i = 0; i < desk.Journal.Count; i++)
        {
            state = CoordinatorDecisions.Apply(state, desk.Journal[i]);
            Sql.Run(
                connection, null,
                "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) VALUES (@at, @no, @id, @n, @bytes, @manifest, 421, 'life')",
                ("at", 639000000000000000 + i), ("no", false), ("id", ClusterNames.Coordinator), ("n", (long)i + 1),
                ("bytes", Serializer.ToBinary(desk.Journal[i])), ("manifest", Serializer.Manifest(desk.Journal[i])));
            if (i is 2 or 5) Snapshot(address, i + 1, state);
        }

        return desk.Journal.Count;
    }

    public static void Snapshot(JournalAddress address, long sequence, CoordinatorState state)
    {
        using var connection = address.Open();
        Sql.Run(
            connection, null,
            "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) VALUES (@id, @n, 1, @bytes, 'cs:1', 421)",
            ("id", ClusterNames.Coordinator), ("n", sequence), ("bytes", Serializer.ToBinary(state)));
    }

    public static void Damage(JournalAddress address, string text)
    {
        using var connection = address.Open();
        Sql.Run(connection, null, text);
    }
}
