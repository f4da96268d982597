using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>A seed as `hud seed` builds it, without its HTTP API.</summary>
internal sealed class ControlPlane : IDisposable
{
    private readonly IHost _host;
    private readonly JournalClaim _claim;

    private ControlPlane(IHost host, JournalClaim claim) => (_host, _claim) = (host, claim);

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public IActorRef Coordinator => ActorRegistry.For(System).Get<CoordinatorActor>();

    public static ControlPlane Start(JournalAddress journal)
    {
        var claim = Journal.Claim(journal, new JournalOwner("bench", JournalOwner.ThisProcess), TimeProvider.System, NullLogger.Instance);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogging();
        builder.Services.AddAkka(ClusterNames.System, akka => akka
            .AddHudCluster(new ClusterSettings())
            .AddCoordinator(journal, new CoordinatorOptions()));
        var host = builder.Build();
        host.Start();
        var plane = new ControlPlane(host, claim);
        plane.Ask<CoordinatorStanding>(new GetStanding());
        return plane;
    }

    public T Ask<T>(object question) => Coordinator.Ask<T>(question, TimeSpan.FromMinutes(5)).GetAwaiter().GetResult();

    /// <param name="lasting">How long each of its trials takes.</param>
    /// <param name="pauses">Gets the milliseconds between each trial's end and the next one's order.</param>
    public void Join(string node, int slots, CountdownEvent recorded, TimeSpan lasting = default, List<double>? pauses = null) =>
        System.ActorOf(Props.Create(() => new SimulatedNode(node, slots, Coordinator, recorded, lasting, pauses)), node);

    public void Dispose()
    {
        _host.StopAsync().GetAwaiter().GetResult();
        _host.Dispose();
        _claim.Dispose();
    }
}
