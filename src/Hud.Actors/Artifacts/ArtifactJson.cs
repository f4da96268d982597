using System.Text.Json.Serialization;

namespace Hud.Actors.Artifacts;

/// <summary>Shapes of the artifact store's documents, on disk and over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrialFiles))]
[JsonSerializable(typeof(StoredFile))]
public sealed partial class ArtifactJson : JsonSerializerContext;
