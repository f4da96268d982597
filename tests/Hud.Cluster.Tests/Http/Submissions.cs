using System.Collections.Immutable;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Http;

/// <summary>Experiments to hand in, that nobody will compute.</summary>
internal static class Submissions
{
    public static TrialSpec Spec(long seed = 7, string scene = "synthetic", string method = "hud") => new(
        new ScenePin(scene, new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), method, seed, new Budget(1, 1, 1, 16),
        new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32), ImmutableSortedDictionary<string, string>.Empty, 1);

    public static byte[] Of(string command, string id, string name = "tiny", params ImmutableArray<TrialSpec> trials) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new CoordinatorProtocol.SubmitExperiment(new CommandId(command), new ExperimentPlan(id, name, trials.IsEmpty ? [Spec()] : trials, null)),
            HudJson.Default.SubmitExperiment);

    public static async Task Submit(this HttpClient http, byte[] submission)
    {
        using var content = new ByteArrayContent(submission);
        using var answer = await http.PostAsync("api/experiments", content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
