using Hud.Actors.Persistence;
using Hud.Tests.Shared.Postgres;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>All of it again on PostgreSQL.</summary>
public sealed class CoordinatorOnPostgresTests(PostgresServer server)
    : CoordinatorActorTests(JournalAddress.Parse(server.NewDatabase()))
{
    protected override void BreakJournal() => Sql("""
        CREATE FUNCTION no_ink() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no more ink''; END';
        CREATE TRIGGER broken BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION no_ink();
        """);

    protected override void MendJournal() => Sql("DROP TRIGGER broken ON journal");
}
