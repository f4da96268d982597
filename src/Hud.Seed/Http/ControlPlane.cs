using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Coordinator;

namespace Hud.Seed.Http;

/// <summary>The actors that the API speaks for.</summary>
public sealed class ControlPlane(IReadOnlyActorRegistry actors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <exception cref="AskTimeoutException">No answer in time.</exception>
    public Task<object> Coordinator(object question, CancellationToken cancel) =>
        actors.Get<CoordinatorActor>().Ask<object>(question, Patience, cancel);

    /// <exception cref="AskTimeoutException">No answer in time.</exception>
    public Task<object> Library(object question, CancellationToken cancel) =>
        actors.Get<LibraryActor>().Ask<object>(question, Patience, cancel);
}
