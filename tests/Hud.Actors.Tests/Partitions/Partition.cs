using Akka.Actor;
using Akka.Configuration;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Hud.Actors.Tests.Partitions;

/// <summary>Actor systems that talk over real sockets which a test can cut, one way or both.</summary>
internal static class Partition
{
    /// <summary>Cutting is the test's matter: nobody gives an address up by himself.</summary>
    private static readonly Config Settings = ConfigurationFactory.ParseString("""
        akka {
          actor.provider = remote
          log-dead-letters = off
          remote {
            watch-failure-detector.acceptable-heartbeat-pause = 1h
            transport-failure-detector.acceptable-heartbeat-pause = 1h
            dot-netty.tcp { hostname = "127.0.0.1", port = 0, applied-adapters = ["trttl"] }
          }
        }
        """);

    public static ActorSystem Host(string name, Config settings) => ActorSystem.Create(name, Settings.WithFallback(settings));

    /// <summary>Nothing that <paramref name="here"/> says arrives there, or the other way round, or both.</summary>
    public static void Cut(ActorSystem here, ActorSystem there, ThrottleTransportAdapter.Direction direction) =>
        Throttle(here, there, direction, Blackhole.Instance);

    public static void Heal(ActorSystem here, ActorSystem there) =>
        Throttle(here, there, ThrottleTransportAdapter.Direction.Both, Unthrottled.Instance);

    /// <summary>An actor of one system as another one sees it.</summary>
    public static IActorRef Seen(this IActorRef actor, ActorSystem owner, ActorSystem from)
    {
        var path = actor.Path.ToStringWithAddress(AddressOf(owner));
        return from.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
    }

    private static void Throttle(
        ActorSystem here, ActorSystem there, ThrottleTransportAdapter.Direction direction, ThrottleMode mode) =>
        Assert.True(Provider(here).Transport
            .ManagementCommand(new SetThrottle(AddressOf(there), direction, mode)).GetAwaiter().GetResult());

    private static IRemoteActorRefProvider Provider(ActorSystem system) =>
        (IRemoteActorRefProvider)((ExtendedActorSystem)system).Provider;

    private static Address AddressOf(ActorSystem system) => Provider(system).DefaultAddress;
}
