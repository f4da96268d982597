using Hud.Actors.Artifacts;

namespace Hud.Actors.Tests.Artifacts;

public sealed class ResumePointTests
{
    private static ResumePoint Of(params string[] names) => ResumePoint.Of(names);

    [Fact]
    public void Further_is_better()
    {
        ResumePoint[] ascending =
        [
            Of("log.jsonl"),
            Of("checkpoints/step-00000050.safetensors", "checkpoints/step-00000050.json"),
            Of("checkpoints/step-00000100.safetensors", "checkpoints/step-00000100.json", "log.jsonl"),
            Of("checkpoint.safetensors", "manifest.json"),
            Of("checkpoint.safetensors", "manifest.json", "samples/part-0000.npy", "samples/part-0000.json"),
        ];
        Assert.Equal(ascending, ascending.Reverse().Order());
        Assert.Equal(ResumePoint.Nowhere, ascending[0]);
    }

    [Fact]
    public void Data_without_the_note_that_vouches_for_it_does_not_count()
    {
        Assert.Equal(ResumePoint.Nowhere, Of("checkpoints/step-00000100.safetensors", "samples/part-0000.npy", "checkpoint.safetensors"));
    }

    [Fact]
    public void Notes_come_after_their_data_and_the_list_of_phases_last()
    {
        string[] names = ["manifest.json", "samples/part-0000.json", "samples/part-0000.npy", "checkpoint.safetensors"];
        Assert.Equal(
            ["checkpoint.safetensors", "samples/part-0000.npy", "samples/part-0000.json", "manifest.json"],
            names.OrderBy(ResumePoint.Order).ThenBy(n => n, StringComparer.Ordinal));
    }
}
