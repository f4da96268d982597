using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Microsoft.Extensions.Logging;

namespace Hud.Seed;

/// <summary>The control plane's part of an actor system.</summary>
public static class SeedHost
{
    /// <summary>Journal and coordinator. <see cref="Actors.Persistence.Journal.Claim">Claim</see> the journal first.</summary>
    public static AkkaConfigurationBuilder AddSeed(this AkkaConfigurationBuilder builder, SeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddCoordinator(options.Journal, options.Coordinator);
    }

    /// <summary>Keeps ledger and tables of one experiment in a folder up to date.</summary>
    public static AkkaConfigurationBuilder AddAggregator(
        this AkkaConfigurationBuilder builder, string experiment, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry, services) =>
            registry.Register<AggregatorActor>(system.ActorOf(
                AggregatorActor.Props(
                    experiment, folder, registry.Get<CoordinatorActor>(),
                    services.GetService<ILogger<AggregatorActor>>()),
                "aggregator")));
    }

    /// <summary>Keeps ledger and tables of every experiment up to date.</summary>
    public static AkkaConfigurationBuilder AddLibrary(this AkkaConfigurationBuilder builder, LibraryFolders folders)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry, services) =>
            registry.Register<LibraryActor>(system.ActorOf(
                LibraryActor.Props(
                    folders, registry.Get<CoordinatorActor>(), services.GetService<ILogger<AggregatorActor>>()),
                "library")));
    }

    /// <summary>Watches the control plane for <paramref name="health"/>.</summary>
    public static AkkaConfigurationBuilder AddProbe(this AkkaConfigurationBuilder builder, SeedHealth health)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry, services) =>
        {
            var coordinator = registry.Get<CoordinatorActor>();
            var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            system.ActorOf(Props.Create(() => new ProbeActor(health, coordinator, time)), "probe");
        });
    }
}

/// <param name="Journal">Where events and snapshots are kept.</param>
public sealed record SeedOptions(JournalAddress Journal, CoordinatorOptions Coordinator);
