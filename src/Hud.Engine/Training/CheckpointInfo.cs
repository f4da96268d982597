using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <param name="Step">Steps finished when it was taken.</param>
/// <param name="Path">The safetensors file.</param>
/// <param name="Sha256">Of that file, lower-case hex.</param>
public sealed record CheckpointInfo(long Step, string Path, string Sha256)
{
    /// <summary>Time for which training stood still; zero for one that was read.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>A verified checkpoint in memory; owns its tensors.</summary>
public sealed record LoadedCheckpoint(
    CheckpointInfo Info, IReadOnlyDictionary<string, Tensor> State, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    public long Step => Info.Step;

    public void Dispose()
    {
        foreach (var tensor in State.Values) tensor.Dispose();
    }
}
