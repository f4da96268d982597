using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Unmixing;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods;

/// <summary>A cleaned scene with the work that its trials share: computed once, kept on disk by content.</summary>
/// <param name="threads">Compute threads; shared results do not depend on them.</param>
public sealed class PreparedScene(Scene scene, SharedWork shared, int threads)
{
    private const string EndmembersFile = "endmembers.npy";
    private const string AbundancesFile = "abundances.npy";

    private readonly Lazy<string> _content = new(() => ContentOf(scene));

    private PreparedScene(PreparedScene other, SharedWork shared, int threads)
        : this(other.Scene, shared, threads) => _content = other._content;

    public Scene Scene { get; } = scene;

    /// <summary>The same scene, on so many compute threads.</summary>
    public PreparedScene On(int count) => new(this, shared, count);

    /// <summary>Endmembers and abundances under these options.</summary>
    /// <param name="finetuneRounds">See <see cref="AutoencoderFineTuning"/>; 0 leaves the unmixing as it is.</param>
    /// <exception cref="Experiments.InputException">The scene cannot give that many endmembers.</exception>
    public SceneAbundances Unmix(UnmixingOptions options, int finetuneRounds)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = shared.Obtain(
            "unmixing",
            new { TrialKey.ResultsVersion, Scene = _content.Value, Options = options, FinetuneRounds = finetuneRounds },
            target => Compute(options, finetuneRounds, target));
        var d = options.Endmembers;
        var spectra = new double[Scene.Cube.Bands, d];
        var flat = NpyFile.Read(Path.Combine(folder, EndmembersFile)).ToDoubles();
        Buffer.BlockCopy(flat, 0, spectra, 0, flat.Length * sizeof(double));
        return new(spectra, NpyFile.Read(Path.Combine(folder, AbundancesFile)).ToSingles());
    }

    /// <summary>Other work on this scene that every trial shares: see <see cref="SharedWork.Obtain"/>.</summary>
    /// <param name="recipe">Everything that determines the files beside the scene's values and valid pixels. Labels are
    /// not among those.</param>
    public string Obtain(string kind, object recipe, Action<string> make) => shared.Obtain(
        kind, new { TrialKey.ResultsVersion, Scene = _content.Value, Recipe = recipe }, make);

    private void Compute(UnmixingOptions options, int finetuneRounds, string target)
    {
        var unmixed = Unmixer.Run(Scene, options, threads);
        var result = AutoencoderFineTuning.Run(
            Scene, new(unmixed.Endmembers.Spectra, unmixed.Abundances), options.Abundances, finetuneRounds, threads);
        var (d, cube) = (options.Endmembers, Scene.Cube);
        NpyFile.Write(Path.Combine(target, EndmembersFile), result.Spectra.Cast<double>().ToArray(), cube.Bands, d);
        NpyFile.Write(Path.Combine(target, AbundancesFile), result.Abundances, cube.Rows, cube.Cols, d);
    }

    /// <summary>What was read is not enough: cleaning decides too. So the cleaned values themselves are hashed.</summary>
    private static string ContentOf(Scene scene)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var cube = scene.Cube;
        hash.AppendData(MemoryMarshal.AsBytes<int>([cube.Rows, cube.Cols, cube.Bands]));
        for (var row = 0; row < cube.Rows; row++)
            hash.AppendData(MemoryMarshal.AsBytes(cube.Data.AsSpan(row * cube.Cols * cube.Bands, cube.Cols * cube.Bands)));
        hash.AppendData(MemoryMarshal.AsBytes(scene.Valid.AsSpan()));
        if (scene.HeldOutCrop is { } crop) hash.AppendData(MemoryMarshal.AsBytes<int>([crop]));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A scene as a mixture.</summary>
/// <param name="Spectra">A, bands x d.</param>
/// <param name="Abundances">X, pixels x d, non-negative with sum one.</param>
public sealed record SceneAbundances(double[,] Spectra, float[] Abundances);
