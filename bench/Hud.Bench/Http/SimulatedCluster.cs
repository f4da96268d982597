using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Hud.Bench.Control;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hud.Bench.Http;

/// <summary>Nodes that compute nothing, as members of a seed's cluster.</summary>
internal sealed class SimulatedCluster : IDisposable
{
    private readonly IHost _host;
    private readonly CountdownEvent _recorded = new(int.MaxValue);

    /// <param name="seed">HOST:PORT of a seed.</param>
    /// <param name="work">How long each trial takes.</param>
    public SimulatedCluster(string seed, int nodes, int slots, TimeSpan work)
    {
        var settings = new ClusterSettings { Roles = [ClusterNames.NodeRole] };
        var colon = seed.LastIndexOf(':');
        settings = settings with { SeedNodes = [settings.AddressOf(seed[..colon], int.Parse(seed[(colon + 1)..], CultureInfo.InvariantCulture))] };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogging();
        builder.Services.AddAkka(ClusterNames.System, akka => akka.AddHudCluster(settings).AddCoordinatorProxy());
        _host = builder.Build();
        _host.Start();
        var system = _host.Services.GetRequiredService<ActorSystem>();
        var coordinator = ActorRegistry.For(system).Get<CoordinatorActor>();
        for (var n = 0; n < nodes; n++)
        {
            var name = $"node-{n}";
            system.ActorOf(Props.Create(() => new SimulatedNode(name, slots, coordinator, _recorded, work, null)), name);
        }
    }

    public int Recorded => int.MaxValue - _recorded.CurrentCount;

    public void Dispose()
    {
        _host.StopAsync().GetAwaiter().GetResult();
        _host.Dispose();
        _recorded.Dispose();
    }
}
