using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Akka.TestKit.Xunit;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Support;

/// <summary>Actors over a SQLite journal of their own.</summary>
public abstract class ActorTest : TestKit
{
    private readonly string _folder;

    protected ActorTest()
        : this(Directory.CreateTempSubdirectory("hud-actors-").FullName)
    {
    }

    private ActorTest(string folder)
        : base(Settings(Prepared(Path.Combine(folder, "journal.db"))))
    {
        _folder = folder;
        Time = new FakeTimeProvider(Some.Time);
    }

    protected string Folder => _folder;

    protected string JournalFile => Path.Combine(_folder, "journal.db");

    protected FakeTimeProvider Time { get; }

    protected IActorRef Coordinator(string name = "coordinator", CoordinatorOptions? options = null) => Sys.ActorOf(
        CoordinatorActor.Supervised(
            options ?? new CoordinatorOptions { Tick = TimeSpan.FromMilliseconds(50), RetryDelay = TimeSpan.Zero }, Time,
            NullLogger<CoordinatorActor>.Instance),
        name);

    internal IActorRef Node(IActorRef coordinator, FakeRunner runner, string name = "node") => Sys.ActorOf(
        NodeActor.Props(Some.Node, Some.Offer, runner, coordinator, Time, NullLogger<NodeActor>.Instance), name);

    /// <summary>SQL beside the actors, as an operator would type it.</summary>
    internal void Sql(string text)
    {
        using var connection = new SqliteConnection(Journal.ConnectionString(JournalFile));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Asks again until the answer comes: a command sent while the coordinator restarts is lost.</summary>
    internal T AskUntilAnswered<T>(IActorRef coordinator, IHudMessage question)
        where T : class
    {
        T? answer = null;
        AwaitCondition(
            () =>
            {
                coordinator.Tell(question, TestActor);
                answer = ReceiveOne(TimeSpan.FromSeconds(1)) as T;
                return answer is not null;
            },
            TimeSpan.FromSeconds(30));
        return answer!;
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Prepared(string journal)
    {
        Journal.Prepare(journal);
        return journal;
    }

    private static Config Settings(string journal) => ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          actor {
            # Not serialize-messages: the SQL journal's own local messages hold tasks. SerializerTests covers ours.
            serializers.hud = "{{typeof(HudJsonSerializer).AssemblyQualifiedName}}"
            serialization-bindings { "{{typeof(IHudMessage).AssemblyQualifiedName}}" = hud }
          }
        }
        """).WithFallback(Journal.Settings(journal)).WithFallback(SqlPersistence.DefaultConfiguration);
}
