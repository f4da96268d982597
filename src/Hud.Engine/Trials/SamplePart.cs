using System.Text.Json;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments.Files;

namespace Hud.Engine.Trials;

/// <summary>One finished chunk of samples on disk: an .npy and a note of its hash and of the model it came from. The note
/// is written last; without it, or when it disagrees, the chunk is drawn again.</summary>
internal sealed class SamplePart(TrialFolder folder, int chunk, string modelSha256)
{
    private sealed record Note(string Sha256, string Model);

    private string Data => Path.Combine(folder.Parts, $"part-{chunk:D4}.npy");

    private string NoteFile => Path.ChangeExtension(Data, ".json");

    public string Name => folder.RelativeName(Data);

    public bool IsSound()
    {
        try
        {
            if (!File.Exists(Data) || !File.Exists(NoteFile)) return false;
            var note = JsonSerializer.Deserialize<Note>(File.ReadAllText(NoteFile));
            return note == new Note(FileHash.Of(Data), modelSha256);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <returns>SHA-256 of the part.</returns>
    public string Write(IReadOnlyList<Cube> images)
    {
        File.Delete(NoteFile);
        NpyFile.WriteCubes(Data, images.Count, images[0].Rows, images[0].Cols, images[0].Bands, images);
        var sha256 = FileHash.Of(Data);
        AtomicFile.WriteText(NoteFile, JsonSerializer.Serialize(new Note(sha256, modelSha256)));
        return sha256;
    }

    public IReadOnlyList<Cube> Read() => SampleSet.Read(Data);
}
