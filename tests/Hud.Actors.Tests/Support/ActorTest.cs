using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Akka.TestKit.Xunit;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Support;

/// <summary>Actors over a journal of their own, in SQLite unless told otherwise.</summary>
public abstract class ActorTest : TestKit
{
    private readonly string _folder;

    protected ActorTest()
        : this(Directory.CreateTempSubdirectory("hud-actors-").FullName, null)
    {
    }

    protected ActorTest(JournalAddress journal)
        : this(Directory.CreateTempSubdirectory("hud-actors-").FullName, journal)
    {
    }

    private ActorTest(string folder, JournalAddress? journal)
        : base(Settings(Prepared(journal ??= new SqliteAddress(Path.Combine(folder, "journal.db")))))
    {
        (_folder, Address) = (folder, journal);
        Time = new FakeTimeProvider(Some.Time);
    }

    protected string Folder => _folder;

    protected JournalAddress Address { get; }

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
        using var connection = Address.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    internal long Count(string table)
    {
        using var connection = Address.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Asks again until the answer comes: a command sent while the coordinator restarts is lost.</summary>
    /// <param name="isAnswer">Tells the answer from late ones to earlier questions.</param>
    internal T AskUntilAnswered<T>(IActorRef coordinator, IHudMessage question, Func<T, bool>? isAnswer = null)
        where T : class
    {
        T? answer = null;
        var patience = TimeSpan.FromSeconds(1);
        AwaitCondition(
            () =>
            {
                coordinator.Tell(question, TestActor);
                var asked = Stopwatch.StartNew();
                while (answer is null && asked.Elapsed < patience && ReceiveOne(patience) is { } heard)
                    answer = heard is T candidate && (isAnswer is null || isAnswer(candidate)) ? candidate : null;
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

    private static JournalAddress Prepared(JournalAddress journal)
    {
        Journal.Prepare(journal);
        return journal;
    }

    private static Config Settings(JournalAddress journal) => ConfigurationFactory.ParseString($$"""
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
