using System.Diagnostics;
using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>How long a coordinator in a fresh process takes from its start to its first answer: the time without control
/// plane when one moves or restarts. The cluster around it is left out.</summary>
internal static class RecoveryBench
{
    public static int Run(string[] args)
    {
        var journal = JournalAddress.Parse(new BenchOptions(args, "--journal").Text("--journal", "control.db"));
        using var claim = Journal.Claim(journal, new JournalOwner("bench", JournalOwner.ThisProcess), TimeProvider.System, NullLogger.Instance);
        using var system = ActorSystem.Create("recovery", ConfigurationFactory.ParseString($$"""
            akka.stdout-loglevel = OFF
            akka.loglevel = ERROR
            akka.actor {
              serializers.hud = "{{typeof(HudJsonSerializer).AssemblyQualifiedName}}"
              serialization-bindings { "{{typeof(IHudMessage).AssemblyQualifiedName}}" = hud }
            }
            """).WithFallback(Journal.Settings(journal)).WithFallback(SqlPersistence.DefaultConfiguration));
        var clock = Stopwatch.StartNew();
        var coordinator = system.ActorOf(CoordinatorActor.Supervised(
            new CoordinatorOptions(), TimeProvider.System, NullLogger<CoordinatorActor>.Instance));
        var standing = coordinator.Ask<CoordinatorStanding>(new GetStanding(), TimeSpan.FromMinutes(5)).GetAwaiter().GetResult();
        var recovery = clock.Elapsed.TotalSeconds;
        clock.Restart();
        coordinator.Ask<ExperimentList>(new ListExperiments(), TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
        var list = clock.Elapsed.TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "recovery",
            journal = journal is SqliteAddress ? "sqlite" : "postgresql",
            trials = standing.Trials,
            recovery_seconds = Math.Round(recovery, 3),
            list_seconds = Math.Round(list, 3),
            peak_megabytes = self.PeakWorkingSet64 >> 20,
        }));
        system.Terminate().GetAwaiter().GetResult();
        return 0;
    }
}
