using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;

namespace Hud.Engine.Tests.Training;

public class TrainingLoopTests
{
    [Theory]
    [InlineData(Precision.Fp32, 1)]
    [InlineData(Precision.Fp32, 2)]
    [InlineData(Precision.Bf16Mixed, 1)]
    public void A_training_stopped_and_resumed_ends_with_the_same_bits(Precision precision, int threads)
    {
        var whole = Train(12, precision, threads);

        using var scratch = new Scratch();
        var stop = new StopSignal();
        using (var first = new TinyModel(7, precision, threads))
        {
            var outcome = Run(first, 12, 5, scratch, stop, new Recorder { OnStep = s => { if (s == 6) stop.RequestStop(); } });
            Assert.Equal((6, false), (outcome.Step, outcome.Finished));
        }

        using var second = new TinyModel(7, precision, threads);
        var recorder = new Recorder();
        var resumed = Run(second, 12, 5, scratch, new StopSignal(), recorder);

        Assert.Equal([6], recorder.Resumes);
        Assert.True(resumed.Finished);
        Assert.Equal(whole.Hash, StateHash.Of(second.State()));
        Assert.Equal(whole.Outcome.RunningLoss, resumed.RunningLoss);
        Assert.Equal(whole.Outcome.Checkpoint.Sha256, resumed.Checkpoint.Sha256);
    }

    [Fact]
    public void A_training_that_died_between_checkpoints_repeats_the_lost_steps_bit_by_bit()
    {
        var whole = Train(12, Precision.Fp32, 1);

        using var scratch = new Scratch();
        using (var first = new TinyModel(7))
        {
            // The exception stands for a kill: nothing is saved after the checkpoint of step 5.
            Assert.Throws<InvalidOperationException>(() => Run(first, 12, 5, scratch, new StopSignal(), new Recorder
            {
                OnStep = s => { if (s == 8) throw new InvalidOperationException("killed"); },
            }));
        }

        using var second = new TinyModel(7);
        var recorder = new Recorder();
        Run(second, 12, 5, scratch, new StopSignal(), recorder);
        Assert.Equal([5], recorder.Resumes);
        Assert.Equal(whole.Hash, StateHash.Of(second.State()));
    }

    [Fact]
    public void A_finished_training_does_nothing_when_run_again()
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7);
        var first = Run(model, 3, 2, scratch, new StopSignal(), new Recorder());
        var recorder = new Recorder();
        using var again = new TinyModel(7);
        var second = Run(again, 3, 2, scratch, new StopSignal(), recorder);

        Assert.Empty(recorder.Steps);
        Assert.Empty(recorder.Checkpoints);
        // It was written once: the second time it took no time.
        Assert.Equal(first with { Checkpoint = first.Checkpoint! with { Took = TimeSpan.Zero } }, second);
        Assert.Equal(StateHash.Of(model.State()), StateHash.Of(again.State()));
    }

    [Fact]
    public void Checkpoints_come_at_the_interval_on_request_and_at_the_end()
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7);
        var stop = new StopSignal();
        var recorder = new Recorder { OnStep = s => { if (s == 2) stop.RequestCheckpoint(); } };
        Run(model, 7, 3, scratch, stop, recorder);
        Assert.Equal([2L, 3, 6, 7], recorder.Checkpoints.Select(c => c.Step));
    }

    [Fact]
    public void A_loss_that_is_not_a_number_ends_the_training_and_is_never_saved()
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7) { PoisonLossAt = 4 };
        var recorder = new Recorder();
        var error = Assert.Throws<DivergedException>(() => Run(model, 9, 3, scratch, new StopSignal(), recorder));

        Assert.Equal((4L, 7L), (error.Step, error.Seed));
        Assert.Contains("step 4 (seed 7)", error.Message, StringComparison.Ordinal);
        Assert.Equal([3L], recorder.Checkpoints.Select(c => c.Step));
    }

    [Fact]
    public void Weights_that_are_not_finite_are_never_saved()
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7) { PoisonWeightsAt = 2 };
        var recorder = new Recorder();
        var error = Assert.Throws<DivergedException>(() => Run(model, 9, 3, scratch, new StopSignal(), recorder));

        Assert.Equal(2, error.Step);
        Assert.Contains("model.conv_in.bias", error.Message, StringComparison.Ordinal);
        Assert.Empty(recorder.Checkpoints);
    }

    [Fact]
    public void The_loss_falls()
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7);
        var recorder = new Recorder();
        Run(model, 60, 60, scratch, new StopSignal(), recorder);
        var end = recorder.Steps.TakeLast(10).Average(s => s.Loss);
        Assert.True(end < 0.65 * recorder.Steps[0].Loss, $"{recorder.Steps[0].Loss} to {end}");
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        using var model = new TinyModel(7);
        for (var step = 0; step < 3; step++) model.Step(step);
        // This thread's tensors only: other tests run beside this one.
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var step = 3; step < 23; step++) model.Step(step);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static (string Hash, TrainingOutcome Outcome) Train(long iterations, Precision precision, int threads)
    {
        using var scratch = new Scratch();
        using var model = new TinyModel(7, precision, threads);
        var outcome = Run(model, iterations, 5, scratch, new StopSignal(), new Recorder());
        return (StateHash.Of(model.State()), outcome with { Checkpoint = outcome.Checkpoint with { Path = "" } });
    }

    private static TrainingOutcome Run(
        ITrainable model, long iterations, long every, Scratch scratch, StopSignal stop, ITrainingObserver observer) =>
        TrainingLoop.Run(model, iterations, every, new CheckpointStore(scratch.Folder), stop, observer, seed: 7);
}
