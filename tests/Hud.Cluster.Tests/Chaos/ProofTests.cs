using Hud.Chaos;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Chaos;

/// <summary>The proof finds what it is there to find.</summary>
public sealed class ProofTests : IDisposable
{
    private static readonly string Trial = new('a', 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static AttemptEvent Event(string manifest, int number = 1, string hash = "") => new(
        manifest, Trial, number, DateTimeOffset.UnixEpoch, null, null, hash.Length == 0 ? [] : new Dictionary<string, string> { ["f"] = hash });

    private static string Broken(params AttemptEvent[] events) => string.Join('\n', Proof.OfRecords(events, 1));

    [Fact]
    public void Trial_that_was_lost_handed_out_again_and_recorded_breaks_nothing() =>
        Assert.Empty(Broken(Event("ta"), Event("al"), Event("ta", 2), Event("rr", 2)));

    [Fact]
    public void Result_that_comes_after_its_lease_was_taken_away_breaks_nothing() =>
        Assert.Empty(Broken(Event("ta"), Event("al"), Event("rr")));

    [Fact]
    public void Trial_recorded_twice_is_found() =>
        Assert.Contains("recorded 2 times", Broken(Event("ta"), Event("rr"), Event("rr")), StringComparison.Ordinal);

    [Fact]
    public void Trial_that_was_never_recorded_is_found() => Assert.Contains("0 of 1 trials", Broken(), StringComparison.Ordinal);

    [Fact]
    public void Two_leases_at_once_are_found() => Assert.Contains(
        "handed out as attempt 2 while attempt 1", Broken(Event("ta"), Event("ta", 2), Event("rr", 2)), StringComparison.Ordinal);

    [Fact]
    public void Lease_that_is_left_over_is_found() => Assert.Contains(
        "the lease of attempt 2", Broken(Event("ta"), Event("al"), Event("rr"), Event("ta", 2)), StringComparison.Ordinal);

    /// <param name="node">What the file of the finished trial has on the node; null for a node without it.</param>
    /// <param name="seed">The same at the seed.</param>
    [Theory]
    [InlineData("right", null, "")]
    [InlineData("right", "right", "")]
    [InlineData("wrong", null, "not what its manifest says")]
    [InlineData("wrong", "right", "not what its manifest says")]
    [InlineData(null, "right", "")]
    [InlineData(null, "wrong", "not what its manifest says")]
    [InlineData(null, null, "finished on no node and not at the seed")]
    public void Recorded_trial_is_whole_on_a_node_or_where_none_has_it_at_the_seed(string? node, string? seed, string broken)
    {
        if (node is not null) Finish($"node/{Trial[..12]}", node);
        if (seed is not null) Finish($"store/{Trial}/1", seed);
        var wrong = string.Join('\n', Proof.OfArtifacts([Event("rr")], [_folder["node"]], _folder["store"]));
        if (broken.Length == 0) Assert.Empty(wrong);
        else Assert.Contains(broken, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_trial_that_a_node_was_about_to_drop_proves_nothing_and_breaks_nothing()
    {
        Finish($"node/.swept-{Trial[..12]}", "wrong");
        Assert.Contains("finished on no node", Assert.Single(Proof.OfArtifacts([Event("rr")], [_folder["node"]], _folder["store"])), StringComparison.Ordinal);
        Finish($"store/{Trial}/1", "right");
        Assert.Empty(Proof.OfArtifacts([Event("rr")], [_folder["node"]], _folder["store"]));
    }

    [Theory]
    [InlineData("right", 0)]
    [InlineData("wrong", 1)]
    [InlineData(null, 1)]
    public void File_that_the_store_does_not_have_as_recorded_is_found(string? content, int broken)
    {
        var attempt = Directory.CreateDirectory(Path.Combine(_folder.Path, Trial, "3")).FullName;
        if (content is not null) File.WriteAllText(Path.Combine(attempt, "f"), content);
        Assert.Equal(broken, Proof.OfStore([Event("rr", 3, Hash("right"))], _folder.Path).Count());
    }

    private void Finish(string folder, string content)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllText(_folder[$"{folder}/f"], content);
        File.WriteAllText(
            _folder[$"{folder}/manifest.json"], $$"""{ "complete": true, "phases": { "train": { "artifacts": { "f": "{{Hash("right")}}" } } } }""");
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
