using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private static readonly Dictionary<string, string> Facts = new() { ["seed"] = "42", ["precision"] = "fp32" };

    private readonly Scratch _scratch = new();
    private readonly CheckpointStore _store;
    private readonly List<string> _warnings = [];

    public CheckpointStoreTests()
    {
        TorchRuntime.Ensure(1);
        _store = new CheckpointStore(_scratch.Folder);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void An_empty_or_missing_folder_has_no_checkpoint()
    {
        Assert.Null(_store.LoadLatest(_warnings.Add));
        Assert.Null(new CheckpointStore(_scratch.File("missing")).LoadLatest(_warnings.Add));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void What_was_saved_comes_back_with_its_facts()
    {
        var info = Save(10);
        using var loaded = _store.LoadLatest(_warnings.Add)!;

        Assert.Equal(info, loaded.Info);
        Assert.Equal(10f, loaded.State["w"][0].item<float>());
        Assert.Equal("42", loaded.Metadata["seed"]);
        Assert.Equal("10", loaded.Metadata["step"]);
        Assert.Equal("1", loaded.Metadata["threads"]);
        Assert.All(["cpu", "libtorch", "torchsharp", "dotnet", "hud"], key => Assert.NotEmpty(loaded.Metadata[key]));
    }

    [Fact]
    public void A_missing_folder_is_made_by_the_first_save()
    {
        var store = new CheckpointStore(_scratch.File("new/deeper"));
        using var weights = ones(2);
        store.Save(1, new Dictionary<string, Tensor> { ["w"] = weights }, Facts);
        using var loaded = store.LoadLatest();
        Assert.Equal(1, loaded!.Step);
    }

    [Fact]
    public void The_last_two_are_kept()
    {
        foreach (var step in new[] { 10, 20, 30, 40 }) Save(step);
        Assert.Equal(
            ["step-00000030.json", "step-00000030.safetensors", "step-00000040.json", "step-00000040.safetensors"],
            Directory.GetFiles(_scratch.Folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void Any_single_flipped_bit_in_the_newest_data_is_noticed_and_the_one_before_is_used()
    {
        Save(10);
        var path = Save(20).Path;
        var good = File.ReadAllBytes(path);
        for (var at = 0; at < good.Length; at++) ExpectFallback(path, Flipped(good, at));
    }

    [Fact]
    public void Any_single_flipped_bit_in_the_newest_manifest_is_noticed_and_the_one_before_is_used()
    {
        Save(10);
        var path = Path.ChangeExtension(Save(20).Path, ".json");
        var good = File.ReadAllBytes(path);
        for (var at = 0; at < good.Length; at++) ExpectFallback(path, Flipped(good, at));
    }

    [Fact]
    public void A_data_file_cut_at_any_length_is_noticed_and_the_one_before_is_used()
    {
        Save(10);
        var path = Save(20).Path;
        var good = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 1, 7, 8, 9, good.Length / 2, good.Length - 1 }) ExpectFallback(path, good[..length]);
        ExpectFallback(path, [.. good, 0]);
    }

    [Fact]
    public void A_data_file_whose_manifest_was_never_written_is_passed_over()
    {
        Save(10);
        File.Delete(Path.ChangeExtension(Save(20).Path, ".json"));
        using var loaded = _store.LoadLatest(_warnings.Add)!;
        Assert.Equal(10, loaded.Step);
        Assert.Contains("step-00000020", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_data_is_no_checkpoint()
    {
        Save(10);
        File.Delete(Save(20).Path);
        using var loaded = _store.LoadLatest(_warnings.Add)!;
        Assert.Equal(10, loaded.Step);
    }

    [Fact]
    public void A_checkpoint_renamed_to_another_step_is_passed_over()
    {
        var path = Save(10).Path;
        File.Move(path, _scratch.File("step-00000099.safetensors"));
        File.Move(Path.ChangeExtension(path, ".json"), _scratch.File("step-00000099.json"));
        Assert.Null(_store.LoadLatest(_warnings.Add));
        Assert.Single(_warnings);
    }

    [Fact]
    public void Half_written_files_are_ignored_and_swept_by_the_next_save()
    {
        var leftover = _scratch.File(".step-00000030.safetensors.123.tmp");
        File.WriteAllText(leftover, "half");
        Save(10);
        Assert.False(File.Exists(leftover));
        using var loaded = _store.LoadLatest(_warnings.Add)!;
        Assert.Equal(10, loaded.Step);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void When_all_are_damaged_there_is_none()
    {
        File.WriteAllText(Save(10).Path, "gone");
        File.WriteAllText(Save(20).Path, "gone");
        Assert.Null(_store.LoadLatest(_warnings.Add));
        Assert.Equal(2, _warnings.Count);
    }

    [Fact]
    public void Equal_states_make_equal_files()
    {
        var first = Save(10).Sha256;
        Assert.Equal(first, Save(10).Sha256);
        Assert.NotEqual(first, Save(11).Sha256);
    }

    private CheckpointInfo Save(long step)
    {
        using var weights = full(5, (float)step);
        return _store.Save(step, new Dictionary<string, Tensor> { ["w"] = weights }, Facts);
    }

    private void ExpectFallback(string path, byte[] damaged)
    {
        var good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damaged);
        _warnings.Clear();
        using (var loaded = _store.LoadLatest(_warnings.Add)) Assert.Equal(10, loaded!.Step);
        Assert.Single(_warnings);
        File.WriteAllBytes(path, good);
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] ^= (byte)(1 << (at % 8));
        return copy;
    }
}
