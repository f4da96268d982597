using Akka.Actor;
using Akka.TestKit.Xunit;
using Hud.Actors.Hosting;
using Hud.Tests.Shared;

namespace Hud.Actors.Tests.Hosting;

public sealed class DeadLetterActorTests : TestKit
{
    [Fact]
    public void Messages_that_reach_nobody_and_those_that_nobody_understands_are_counted()
    {
        using var counted = new Counted(instrument => instrument.Meter.Name == TelemetryNames.Actors);
        Watch(Sys.ActorOf(Props.Create<DeadLetterActor>()));
        var deaf = Sys.ActorOf(Props.Create<Deaf>());
        AwaitAssert(() =>
        {
            ActorRefs.Nobody.Tell("not a letter");
            Sys.DeadLetters.Tell("hello?");
            deaf.Tell("hello?");
            Assert.True(counted["hud.dead_letters{kind=dead_letter}"] > 0);
            Assert.True(counted["hud.dead_letters{kind=unhandled}"] > 0);
        });
    }

    private sealed class Deaf : ReceiveActor
    {
        public Deaf() => Receive<int>(_ => { });
    }
}
