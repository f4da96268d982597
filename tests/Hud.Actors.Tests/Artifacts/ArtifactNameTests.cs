using CsCheck;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Tests.Artifacts;

public sealed class ArtifactNameTests
{
    private static readonly AttemptId Attempt = new(new TrialKey(new string('a', 64)), 1);

    private static readonly string[] Pieces =
        ["..", ".", "/", "\\", "a", "b.npy", "-", "_", "\0", "\n", " ", "%2e", "~", ":", "é", "\u202e", "C:"];

    /// <summary>Strings of what paths are made of, so that many come close to being one.</summary>
    private static readonly Gen<string> Pathlike = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Array[0, 8].Select(picks => string.Concat(picks.Select(i => Pieces[i]))), Gen.String);

    [Fact]
    public void Every_accepted_name_stays_within_its_attempts_folder()
    {
        var folder = new ArtifactFolder("/store");
        Pathlike.Sample(
            name =>
            {
                if (!ArtifactName.IsValid(name))
                {
                    Assert.Throws<ArgumentException>(() => folder.PathOf(Attempt, name));
                    return;
                }

                var path = folder.PathOf(Attempt, name);
                Assert.Equal(path, Path.GetFullPath(path));
                Assert.StartsWith(folder.FolderOf(Attempt) + "/", path, StringComparison.Ordinal);
                Assert.DoesNotContain(path.Split('/'), part => part.StartsWith('.'));
            },
            iter: 20_000);
    }

    [Theory]
    [InlineData("checkpoints/step-00000100.safetensors")]
    [InlineData("samples/part-0000.npy")]
    [InlineData("log.jsonl")]
    [InlineData("a..b")]
    public void Names_of_a_trials_files_are_accepted(string name) => Assert.True(ArtifactName.IsValid(name));

    [Theory]
    [InlineData("aaa")]
    [InlineData("../aaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_trial_key_names_no_folder(string key) =>
        Assert.Throws<ArgumentException>(() => new ArtifactFolder("/store").FolderOf(new TrialKey(key)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Attempts_count_from_one(int number) =>
        Assert.Throws<ArgumentException>(() => new ArtifactFolder("/store").FolderOf(Attempt with { Number = number }));
}
