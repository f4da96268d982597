using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Trials;

public sealed class SceneAheadTests
{
    private static readonly ScenePin Elsewhere = SmallTrial.Scenes.Pin("synthetic:rows=36,cols=40,bands=10,endmembers=3");

    private readonly List<string> _warnings = [];

    private SceneAhead Ahead(SmallTrial trial) => new(SmallTrial.Scenes, trial.Shared, _warnings.Add);

    [Fact]
    public void Scene_is_ready_and_its_shared_work_done_before_the_trial_is_there()
    {
        using var trial = new SmallTrial();
        var ahead = Ahead(trial);
        ahead.Expect(SmallTrial.Spec);
        Assert.Equal(SmallTrial.Spec.Scene, ahead.Take(SmallTrial.Spec)!.Scene.Pin());
        Assert.Single(Directory.GetDirectories(trial.Shared, "unmixing-*"));
        Assert.False(Directory.Exists(trial.Folder.FullPath));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Trial_ends_with_the_same_bits_whatever_was_expected(bool right)
    {
        using var trial = new SmallTrial();
        using var undisturbed = new SmallTrial();
        undisturbed.Run();
        var ahead = Ahead(trial);
        ahead.Expect(right ? SmallTrial.Spec with { Seed = 99 } : SmallTrial.Spec with { Scene = Elsewhere });
        Assert.NotNull(trial.Run(ahead: ahead));
        Assert.Equal(undisturbed.Bits(), trial.Bits());
    }

    [Fact]
    public void Newest_expectation_counts_and_a_scene_is_given_away_once()
    {
        using var trial = new SmallTrial();
        var ahead = Ahead(trial);
        var other = SmallTrial.Spec with { Scene = Elsewhere, Options = SmallTrial.SpecOf(("endmembers", "3")).Options };
        ahead.Expect(SmallTrial.Spec);
        ahead.Expect(other);
        Assert.True(SpinWait.SpinUntil(
            () => Directory.Exists(trial.Shared) && Directory.GetDirectories(trial.Shared, "unmixing-*").Length > 0, TimeSpan.FromMinutes(1)));
        if (ahead.Take(other) is { } scene) Assert.Equal(Elsewhere, scene.Scene.Pin());
        Assert.Null(ahead.Take(other));
        ahead.Expect(SmallTrial.Spec);
        Assert.Null(ahead.Take(SmallTrial.Spec));
    }

    [Fact]
    public void Scene_that_cannot_be_prepared_is_said_once_and_refused_by_its_trial_as_ever()
    {
        using var trial = new SmallTrial();
        var spec = SmallTrial.Spec with { Scene = SmallTrial.Spec.Scene with { Sha256 = new string('0', 64) } };
        var ahead = Ahead(trial);
        ahead.Expect(spec);
        Assert.Null(ahead.Take(spec));
        Assert.Contains("changed since the trial was planned", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => trial.Run(spec: spec, ahead: ahead));
    }
}
