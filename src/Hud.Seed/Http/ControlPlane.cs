using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Coordinator;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>The actors that the API speaks for.</summary>
public sealed class ControlPlane(IReadOnlyActorRegistry actors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <exception cref="AskTimeoutException">No answer in time.</exception>
    public Task<object> Coordinator(object question, CancellationToken cancel) =>
        actors.Get<CoordinatorActor>().Ask<object>(question, Patience, cancel);

    /// <summary>Every trial of every experiment.</summary>
    /// <exception cref="AskTimeoutException">No answer in time.</exception>
    public async Task<IReadOnlyDictionary<TrialKey, TrialView>> Trials(CancellationToken cancel)
    {
        var all = new Dictionary<TrialKey, TrialView>();
        var list = (ExperimentList)await Coordinator(new ListExperiments(), cancel);
        foreach (var experiment in list.Experiments)
        {
            if (await Coordinator(new GetExperiment(experiment.Id), cancel) is not ExperimentView view) continue;
            foreach (var trial in view.Trials) all[trial.Key] = trial;
        }

        return all;
    }

    /// <exception cref="AskTimeoutException">No answer in time.</exception>
    public Task<object> Library(object question, CancellationToken cancel) =>
        actors.Get<LibraryActor>().Ask<object>(question, Patience, cancel);
}
