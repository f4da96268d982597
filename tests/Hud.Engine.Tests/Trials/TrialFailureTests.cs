using System.Text.Json;
using Hud.Engine.Methods;
using Hud.Engine.Training;
using Hud.Engine.Trials;

namespace Hud.Engine.Tests.Trials;

public sealed class TrialFailureTests
{
    [Fact]
    public void Training_that_leaves_the_numbers_fails_with_step_and_seed_and_saves_no_such_state()
    {
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Train, 6);
        Assert.Throws<IOException>(() => trial.Run());
        var store = new CheckpointStore(trial.Folder.Checkpoints);
        using (var checkpoint = store.LoadLatest()!)
        {
            checkpoint.State["network.conv_in.weight"].fill_(float.NaN);
            store.Save(checkpoint.Step, checkpoint.State, checkpoint.Metadata);
        }

        trial.LiveOn();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var fault = Assert.Throws<DivergedException>(() => trial.Run());
            Assert.Equal((5, 7), (fault.Step, fault.Seed));
            Assert.False(File.Exists(trial.Folder.Model));
        }
    }

    [Fact]
    public void Samples_that_leave_the_numbers_fail_and_are_not_kept()
    {
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Sample, 0);
        Assert.Throws<IOException>(() => trial.Run());
        using (var model = ModelFile.Read(trial.Folder.Model))
        {
            model.Tensors["network.conv_out.bias"].fill_(float.NaN);
            model.Write(trial.Folder.Model);
        }

        // The broken model counts as the training's: its hash is put into the record.
        var manifest = TrialManifest.Load(trial.Folder, SmallTrial.Spec, _ => { });
        manifest.With(Phase.Train, 0, [TrialFolder.ModelFile], trial.Folder, manifest.Environment).Save(trial.Folder);
        trial.LiveOn();
        var fault = Assert.Throws<DivergedException>(() => trial.Run());
        Assert.Equal((12, 7), (fault.Step, fault.Seed));
        Assert.Contains("sample 0", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(trial.Folder.Samples));
        Assert.Empty(Directory.EnumerateFiles(trial.Folder.Parts));
    }

    [Fact]
    public void Log_holds_every_step_once_in_order()
    {
        using var trial = new SmallTrial();
        trial.Run();
        var log = TrialLog.Read(trial.Folder.Log);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (long)i), log.Select(e => e.Step));
        Assert.Equal(log[0].Loss, log[0].RunningLoss);
        Assert.All(File.ReadLines(trial.Folder.Log), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Torn_last_line_of_the_log_is_dropped_on_resume()
    {
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Train, 9);
        Assert.Throws<IOException>(() => trial.Run());
        File.AppendAllText(trial.Folder.Log, "{\"step\":9,\"lo");
        trial.LiveOn();
        trial.Run();
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (long)i), TrialLog.Read(trial.Folder.Log).Select(e => e.Step));
    }

    [Fact]
    public void Time_left_is_known_after_the_first_step_and_shrinks_to_nothing()
    {
        using var trial = new SmallTrial();
        trial.Run();
        Assert.Null(trial.Heard.Left.First(l => l.Phase is Phase.Train).Seconds);
        Assert.All(trial.Heard.Left.Where(l => l.Phase is Phase.Train).Skip(1), l => Assert.True(l.Seconds > 0));
        Assert.Equal(0, trial.Heard.Left.Last(l => l.Phase is Phase.Sample).Seconds!.Value, 1e-9);
    }

    [Fact]
    public void Lost_log_costs_the_loss_curve_alone()
    {
        using var trial = new SmallTrial();
        trial.Run();
        File.Delete(trial.Folder.Log);
        var result = trial.Run()!;
        Assert.Contains(trial.Heard.Warnings, w => w.Contains("the loss is not drawn", StringComparison.Ordinal));
        Assert.DoesNotContain(TrialFolder.LogFile, result.Artifacts.Keys);
        Assert.Contains("spectra.png", result.Artifacts.Keys);
    }
}
