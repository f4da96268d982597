using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Hud.Node.Artifacts;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>Several seeds, each with a store of its own.</summary>
public sealed class SeedStoresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Seed[] _seeds;
    private readonly SeedStores _stores;
    private readonly List<string> _trouble = [];

    public SeedStoresTests()
    {
        _seeds = [new(_folder["a"]), new(_folder["b"]), new(_folder["c"])];
        _stores = new(
            [.. _seeds],
            ArtifactRetry.Patient(TimeProvider.System, Troubled, TimeSpan.FromMilliseconds(1)));
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody starts the second seed when nobody answers.</summary>
    private void Troubled(string why)
    {
        _trouble.Add(why);
        if (_trouble.Count == 3) _seeds[1].IsAway = false;
    }

    private async Task Upload(string name, string text)
    {
        File.WriteAllText(_folder["file"], text);
        await _stores.Upload(StoreServer.Attempt(), name, _folder["file"], Cancel);
    }

    private async Task<string> Download(string name)
    {
        var file = (await _stores.List(StoreServer.Trial, Cancel)).Single(f => f.Name == name);
        await _stores.Download(StoreServer.Trial, file, _folder["back"], Cancel);
        return File.ReadAllText(_folder["back"]);
    }

    private IEnumerable<string> Names(int seed) => _seeds[seed].Folder.List(StoreServer.Trial).Select(f => f.Name);

    [Fact]
    public async Task File_goes_to_one_seed_and_when_that_is_away_to_the_next_which_then_gets_the_others_too()
    {
        await Upload("one", "1");
        _seeds[0].IsAway = true;
        await Upload("two", "2");
        _seeds[0].IsAway = false;
        await Upload("three", "3");
        Assert.Equal(["one"], Names(0));
        Assert.Equal(["three", "two"], Names(1));
        Assert.Empty(Names(2));
    }

    [Fact]
    public async Task What_was_sent_to_different_seeds_is_found_as_one_and_brought_from_whoever_has_it()
    {
        await Upload("one", "1");
        await Upload("log.jsonl", "line\n");
        _seeds[0].IsAway = true;
        await Upload("log.jsonl", "line\nanother\n");
        await Upload("two", "2");
        _seeds[0].IsAway = false;
        Assert.Equal(("1", "2"), (await Download("one"), await Download("two")));
        Assert.Equal("line\nanother\n", await Download("log.jsonl"));
    }

    [Fact]
    public async Task Files_of_a_seed_that_is_away_are_missing_and_the_others_are_not()
    {
        await Upload("one", "1");
        _seeds[0].IsAway = true;
        await Upload("two", "2");
        Assert.Equal("two", Assert.Single(await _stores.List(StoreServer.Trial, Cancel)).Name);
        var gone = new StoredFile(1, "one", 1, new string('a', 64));
        _seeds[0].IsAway = false;
        _seeds[0].Folder.Remove(StoreServer.Attempt(), new HashSet<string> { "one" });
        await Assert.ThrowsAsync<ArtifactRefusedException>(() => _stores.Download(StoreServer.Trial, gone, _folder["back"], Cancel));
    }

    [Fact]
    public async Task Only_when_no_seed_answers_is_one_waited_for()
    {
        foreach (var seed in _seeds) seed.IsAway = true;
        await Upload("one", "1");
        Assert.Equal(3, _trouble.Count);
        Assert.Contains("no seed takes or has it", _trouble[0], StringComparison.Ordinal);
        Assert.Equal(["one"], Names(1));
    }

    [Fact]
    public async Task Refusal_and_a_file_that_has_gone_are_told_at_once()
    {
        _seeds[0].Refuses = true;
        await Assert.ThrowsAsync<ArtifactRefusedException>(() => Upload("one", "1"));
        _seeds[0].Refuses = false;
        await Assert.ThrowsAsync<FileNotFoundException>(
            () => _stores.Upload(StoreServer.Attempt(), "x", _folder["no such file"], Cancel));
        Assert.Empty(_trouble);
    }

    private sealed class Seed(string root) : IArtifactStore
    {
        private FolderStore Store => IsAway ? throw new HttpRequestException("connection refused")
            : Refuses ? throw new ArtifactRefusedException("too large") : new(Folder);

        public ArtifactFolder Folder { get; } = new(root);

        public bool IsAway { get; set; }

        public bool Refuses { get; set; }

        public Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) => Store.List(trial, stop);

        public Task Upload(AttemptId attempt, string name, string path, CancellationToken stop) =>
            Store.Upload(attempt, name, path, stop);

        public Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop) =>
            Store.Download(trial, file, path, stop);
    }
}
