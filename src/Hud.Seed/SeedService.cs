using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Artifacts;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Security;
using Hud.Experiments;
using Hud.Seed.Artifacts;
using Hud.Seed.History;
using Hud.Seed.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hud.Seed;

/// <summary>A seed's process: coordinator, tables, HTTP API.</summary>
/// <param name="say">For one line to a person.</param>
public sealed class SeedService(SeedSettings settings, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    /// <summary>Until a person is told what the start waits for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Serves until <paramref name="leave"/> ends, then leaves the cluster.</summary>
    /// <returns>False when the cluster put this seed down: it must be started again.</returns>
    /// <exception cref="InputException">A port is taken, a certificate or the token is no good, or the journal belongs to another cluster or cannot be reached.</exception>
    /// <exception cref="IOException">The journal cannot be used.</exception>
    public async Task<bool> Run(Task leave)
    {
        BindRule.CheckCluster(settings.Cluster.Listen.Host, settings.Tls is not null);
        BindRule.CheckHttp(settings.Api.Listen.Host, settings.Tls is not null, settings.Api.TokenFile is not null);
        var tokens = Tokens.Read(settings.Api.TokenFile, settings.Telemetry.TokenFile);
        PortProbe.Ensure(settings.Cluster.Listen, "--listen");
        PortProbe.Ensure(settings.Api.Listen, "--api");
        Directory.CreateDirectory(settings.Folder);
        var health = new SeedHealth(time);
        using var traces = Traces.Send(settings.Telemetry, "seed", settings.Name);
        await using var app = Build(health, tokens);
        using var journal = await new PatientClaim(settings.Folder, time, say).Take(
            settings.Journal.Address, settings.Owner, app.Services.GetRequiredService<ILogger<JournalClaim>>(), leave);
        if (journal is null) return true;
        await app.StartAsync(CancellationToken.None);
        var system = app.Services.GetRequiredService<ActorSystem>();
        _ = SayWhenReady(app, system, health);
        var ended = await Task.WhenAny(leave, system.WhenTerminated, journal.Lost);
        if (ended == leave) say("leaving the cluster");
        await app.StopAsync(CancellationToken.None);
        if (ended == journal.Lost) throw new InputException("journal", null, null, await journal.Lost);
        return ended == leave;
    }

    private async Task SayWhenReady(WebApplication app, ActorSystem system, SeedHealth health)
    {
        while (await Task.WhenAny(health.FirstAnswer, system.WhenTerminated, Task.Delay(Patience, time)) != health.FirstAnswer)
        {
            if (system.WhenTerminated.IsCompleted) return;
            say($"not ready yet: {string.Join("; ", health.Reasons())}");
        }

        var self = Akka.Cluster.Cluster.Get(system).SelfAddress;
        say($"seed is ready: cluster {self.Host}:{self.Port}, api {string.Join(" ", app.Urls)}, journal {settings.Journal.Address}");
    }

    private WebApplication Build(SeedHealth health, Tokens tokens)
    {
        var artifacts = new ArtifactFolder(settings.Artifacts);
        var folders = new LibraryFolders(settings.Experiments, new PictureSource(settings.Trials, artifacts));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var log = new FileLog(settings.Log, time);
        builder.Logging.AddProvider(log);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Farewell);
        // First, so that it hears of everything that is counted later.
        Telemetry.Add(builder.Services, "seed", settings.Name);
        ApiHost.Add(builder, settings.Api, Https.Certificate(settings.Tls, log, time));
        builder.Services.AddAkka(ClusterNames.System, akka => akka
            .AddHudCluster(settings.Cluster.Settings(ClusterNames.SeedRole, settings.Tls), time)
            .AddSeed(new SeedOptions(settings.Journal.Address, settings.Coordinator))
            .AddLibrary(folders)
            .AddProbe(health));
        builder.Services.AddHostedService(services => new ArtifactJanitor(
            artifacts, services.GetRequiredService<ControlPlane>().Trials, time,
            services.GetRequiredService<ILogger<ArtifactJanitor>>()));
        builder.Services.AddHostedService(_ => new JournalWatch(settings.Journal.Address, health, time));
        builder.Services.AddSingleton(settings.Journal.Address).AddSingleton<ClusterHistory>().AddHostedService<HistoryService>();
        var app = builder.Build();
        var desk = new UploadDesk(artifacts, settings.Bounds, time);
        ApiHost.Map(app, folders, new TrialShelf(settings.Trials, artifacts), desk, health, tokens);
        return app;
    }
}
