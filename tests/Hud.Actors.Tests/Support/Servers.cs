using Hud.Tests.Shared.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
