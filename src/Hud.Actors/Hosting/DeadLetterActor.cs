using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.Event;

namespace Hud.Actors.Hosting;

/// <summary>Counts messages that nobody took. The count is of the process: a node has one actor system after the other.
/// </summary>
internal sealed class DeadLetterActor : ReceiveActor
{
    private static readonly Meter Meter = new(TelemetryNames.Actors);

    private static readonly Counter<long> Letters = Meter.CreateCounter<long>(
        "hud.dead_letters", "{message}", "Messages that reached nobody, by kind.");

    public DeadLetterActor()
    {
        Receive<DeadLetter>(_ => Count("dead_letter"));
        Receive<Dropped>(_ => Count("dropped"));
        Receive<UnhandledMessage>(_ => Count("unhandled"));
        foreach (var kind in (string[])["dead_letter", "dropped", "unhandled"]) Letters.Add(0, KeyValuePair.Create<string, object?>("kind", kind));
    }

    protected override void PreStart()
    {
        foreach (var kind in (Type[])[typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage)])
            Context.System.EventStream.Subscribe(Self, kind);
    }

    private static void Count(string kind) => Letters.Add(1, KeyValuePair.Create<string, object?>("kind", kind));
}
