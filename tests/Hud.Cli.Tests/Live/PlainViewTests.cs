using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Cli.Live;
using Hud.Experiments.Plans;
using Spectre.Console.Testing;

namespace Hud.Cli.Tests.Live;

public sealed class PlainViewTests
{
    private static readonly TrialSpec Spec = new(
        new ScenePin("ksc", new string('a', 64), Provenance.Original, 40, 36, 12, 4), "hud", 7, new Budget(200, 1, 1, 16),
        new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32), ImmutableSortedDictionary<string, string>.Empty, 1);

    private static readonly AttemptId Attempt = new(TrialKey.Of(Spec), 1);

    private static readonly CoordinatorProtocol.ExperimentView Experiment =
        new(new ExperimentPlan("tiny-1", "tiny", [Spec], null), [View(TrialStatus.Pending, 0)]);

    private static TrialView View(TrialStatus status, int attempt, ChildFailure? failure = null, string? note = null) =>
        new(TrialKey.Of(Spec), status, attempt, null, failure, note);

    [Fact]
    public void Every_change_is_one_line_and_steps_between_are_silent()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var view = new PlainView(output, TimeProvider.System);
        view.Show(Experiment);
        view.Changed(View(TrialStatus.Running, 1));
        for (var step = 0; step <= 200; step++)
            view.Moved(Attempt, new ChildProgress(TrialPhase.Train, step, 200, 0.5, 65));
        view.Changed(View(TrialStatus.Failed, 1, new ChildFailure(FailureKind.Diverged, "loss is NaN", 42, 7)));
        Assert.Equal(
            $"""
            tiny-1: 1 trials, 0 recorded
            hud on ksc, seed 7: starts [{Attempt.Trial.Short}, 0 of 1 done]
            hud on ksc, seed 7: train 0/200, loss 0.5000, 1:05 left
            hud on ksc, seed 7: train 200/200, loss 0.5000, 1:05 left
            hud on ksc, seed 7: failed: diverged: loss is NaN (step 42, seed 7) [{Attempt.Trial.Short}, 0 of 1 done]

            """,
            output.ToString());
    }

    [Fact]
    public void Plan_that_grows_and_a_trial_that_is_stopped_early_have_a_line_each()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var view = new PlainView(output, TimeProvider.System);
        view.Show(Experiment);
        var next = Spec with { Seed = 8 };
        view.Show(new(
            Experiment.Plan with { Trials = [Spec, next] },
            [View(TrialStatus.Running, 1), new(TrialKey.Of(next), TrialStatus.Pending, 0, null, null, null)]));
        view.Changed(View(TrialStatus.Cancelled, 1, note: "stopped early at step 50: place 2 of 2") with { StoppedEarly = true });
        Assert.Equal(
            $"""
            tiny-1: 1 trials, 0 recorded
            tiny-1: 1 more, 2 trials now
            hud on ksc, seed 7: starts [{Attempt.Trial.Short}, 0 of 2 done]
            hud on ksc, seed 7: stopped early at step 50: place 2 of 2 [{Attempt.Trial.Short}, 0 of 2 done]

            """,
            output.ToString());
    }

    [Fact]
    public void Terminal_shows_phase_bar_loss_and_time_left()
    {
        using var console = new TestConsole().Width(120);
        var picture = RunPicture.Of(Experiment).With(View(TrialStatus.Running, 1))
            .With(Attempt, new ChildProgress(TrialPhase.Train, 50, 200, 0.25, 65));
        console.Write(TerminalView.Render(picture));
        foreach (var part in (string[])["hud on ksc, seed 7", "train", "50/200", "loss 0.2500", "1:05 left", "0/1"])
            Assert.Contains(part, console.Output, StringComparison.Ordinal);
    }
}
