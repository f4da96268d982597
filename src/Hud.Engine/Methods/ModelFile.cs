using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Methods;

/// <summary>A trained model as one self-contained safetensors file: its tensors, and a <see cref="ModelHeader"/> in the
/// metadata. Owns its tensors.</summary>
public sealed class ModelFile(ModelHeader header, IReadOnlyDictionary<string, Tensor> tensors) : IDisposable
{
    private const string HeaderKey = "hud_model";

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public ModelHeader Header { get; } = header;

    public IReadOnlyDictionary<string, Tensor> Tensors { get; } = tensors;

    /// <summary>Equal models give equal bytes.</summary>
    public void Write(string path)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "hud-model",
            ["method"] = Header.Method,
            ["scene"] = Header.Scene.Name,
            ["trial"] = TrialKey.Of(Header.Spec).Value,
            [HeaderKey] = JsonSerializer.Serialize(Header, Json),
        };
        AtomicFile.Write(path, stream => Safetensors.Write(stream, Tensors, metadata));
    }

    /// <exception cref="InputException">Missing, damaged, or not a HudCluster model.</exception>
    public static ModelFile Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, null, null, "there is no such file");
        IReadOnlyDictionary<string, Tensor> tensors;
        IReadOnlyDictionary<string, string> metadata;
        try
        {
            using var stream = File.OpenRead(path);
            (tensors, metadata) = Safetensors.Read(stream);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, null, $"not a readable safetensors file: {e.Message}", e);
        }

        try
        {
            return new(HeaderOf(path, metadata), tensors);
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors.Values) tensor.Dispose();
    }

    private static ModelHeader HeaderOf(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(HeaderKey, out var json))
            throw new InputException(path, "metadata", null,
                $"no '{HeaderKey}' entry: not a trained model (training checkpoints hold none; take checkpoint.safetensors)");
        try
        {
            var header = JsonSerializer.Deserialize<ModelHeader>(json, Json)!;
            return header.Version == ModelHeader.CurrentVersion ? header : throw new InputException(
                path, "metadata", $"version {header.Version}", $"this build reads version {ModelHeader.CurrentVersion}");
        }
        catch (JsonException e)
        {
            throw new InputException(path, $"metadata, {HeaderKey}", null, $"damaged: {e.Message}", e);
        }
    }
}
