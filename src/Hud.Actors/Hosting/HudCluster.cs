using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Sql;
using Akka.Remote.Hosting;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Security;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Hosting;

/// <summary>Building blocks of an actor system of the cluster; a seed, a node and `hud run` choose among them.</summary>
public static class HudCluster
{
    /// <summary>What every member shares: cluster membership, one strict serializer, split-brain rule, mutual TLS.</summary>
    /// <exception cref="Experiments.InputException">The certificate is no good, or a public address goes without one.
    /// </exception>
    public static AkkaConfigurationBuilder AddHudCluster(
        this AkkaConfigurationBuilder builder, ClusterSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        BindRule.CheckCluster(settings.Host, settings.Tls is not null);
        builder
            .ConfigureLoggers(logging =>
            {
                logging.ClearLoggers();
                logging.AddLoggerFactory();
            })
            .AddHocon(Common, HoconAddMode.Prepend)
            .AddHocon(settings.IsFirstOfSeveral ? FirstOfSeveral : Config.Empty, HoconAddMode.Prepend)
            .WithRemoting(RemoteTls.Options(settings, time ?? TimeProvider.System))
            .WithClustering(new ClusterOptions
            {
                Roles = [.. settings.Roles],
                SeedNodes = settings.SeedNodes.IsEmpty ? null : [.. settings.SeedNodes],
                SplitBrainResolver = new KeepMajorityOption { Role = ClusterNames.SeedRole },
            })
            .WithCustomSerializer("hud", [typeof(IHudMessage)], system => new HudJsonSerializer(system))
            .WithStrictSerialization()
            .WithActors((system, _, _) => system.ActorOf(Props.Create<DeadLetterActor>(), "dead-letters"));
        return settings.SeedNodes.IsEmpty
            ? builder.AddStartup((system, _) =>
            {
                var cluster = Akka.Cluster.Cluster.Get(system);
                cluster.Join(cluster.SelfAddress);
            })
            : builder;
    }

    /// <summary>The journal and the coordinator singleton. The journal must be <see cref="Journal.Claim">claimed</see>.</summary>
    public static AkkaConfigurationBuilder AddCoordinator(
        this AkkaConfigurationBuilder builder, JournalAddress journal, CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddHocon(Journal.Settings(journal), HoconAddMode.Prepend)
            .AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append)
            .WithSingleton<CoordinatorActor>(
                ClusterNames.Coordinator,
                (_, _, services) => CoordinatorActor.Supervised(
                    options, Service<TimeProvider>(services), Service<ILogger<CoordinatorActor>>(services)),
                new ClusterSingletonOptions { Role = ClusterNames.SeedRole });
    }

    /// <summary>A way to the coordinator for members that do not host it. It keeps nothing while the coordinator is away:
    /// everything that matters is repeated by its sender, and a burst of old announcements helps nobody.</summary>
    public static AkkaConfigurationBuilder AddCoordinatorProxy(this AkkaConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddHocon("akka.cluster { seed-node-timeout = 1s, retry-unsuccessful-join-after = 2s }", HoconAddMode.Prepend)
            .WithSingletonProxy<CoordinatorActor>(
                ClusterNames.Coordinator, new ClusterSingletonOptions { Role = ClusterNames.SeedRole, BufferSize = 0 });
    }

    /// <summary>The node actor over a runner, which the caller owns and which outlives the actor system.</summary>
    public static AkkaConfigurationBuilder AddNodeActor(
        this AkkaConfigurationBuilder builder, NodeId node, NodeOffer offer, ITrialRunner runner)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry, services) =>
            registry.Register<NodeActor>(system.ActorOf(
                NodeActor.Props(
                    node, offer, runner, registry.Get<CoordinatorActor>(), Service<TimeProvider>(services),
                    Service<ILogger<NodeActor>>(services)),
                "node")));
    }

    /// <summary>Tells a node's process when this actor system no longer serves a control plane.</summary>
    public static AkkaConfigurationBuilder AddWatchdog(
        this AkkaConfigurationBuilder builder, TimeSpan patience, INodeOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, _, services) =>
            system.ActorOf(WatchdogActor.Props(patience, outlook, Service<TimeProvider>(services)), "watchdog"));
    }

    private static T Service<T>(Akka.DependencyInjection.IDependencyResolver services)
        where T : class =>
        services.GetService<T>() ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered");

    /// <summary>Only the first seed founds a cluster, at once when all others say that they have none, else after so long without
    /// an answer: one that starts again over a slow line must not found a second.</summary>
    private static readonly Config FirstOfSeveral = ConfigurationFactory.ParseString("akka.cluster.seed-node-timeout = 15s");

    private static readonly Config Common = ConfigurationFactory.ParseString("""
        akka {
          log-dead-letters-during-shutdown = off
          log-dead-letters = off
          stdout-logger-class = "Hud.Actors.Hosting.NoStandardOutput, Hud.Actors"
          # Also bounds the start of the transport, which takes a while on a machine that has much else to do.
          actor.ask-timeout = 30s
          cluster {
            down-all-when-unstable = on
            split-brain-resolver.stable-after = 7s
            failure-detector { acceptable-heartbeat-pause = 8s, threshold = 12.0 }
          }
          remote.dot-netty.tcp {
            maximum-frame-size = 32MiB
            send-buffer-size = 8MiB
            receive-buffer-size = 8MiB
          }
          coordinated-shutdown {
            exit-clr = off
            run-by-clr-shutdown-hook = off
          }
        }
        """);
}
