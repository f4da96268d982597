using System.Globalization;
using Hud.Experiments;
using Hud.Experiments.Text;

namespace Hud.Engine.Scenes;

/// <summary>Everything that determines a synthetic scene: same recipe, same scene.</summary>
/// <param name="Rows">16 to 4096.</param>
/// <param name="Cols">16 to 4096.</param>
/// <param name="Bands">4 to 1024, spread evenly over 400 to 2500 nm.</param>
/// <param name="Endmembers">2 to 16; also the number of classes.</param>
/// <param name="Snr">Signal to noise in dB, mean power against white Gaussian noise; infinity for none.</param>
/// <param name="Illumination">Largest relative change of brightness by slopes and shade, 0 (exact linear mixing) to 0.5.</param>
public sealed record SyntheticRecipe(
    int Rows = 128, int Cols = 128, int Bands = 100, int Endmembers = 6, long Seed = 1, double Snr = 35,
    double Illumination = 0)
{
    /// <summary>The catalog name; <c>synthetic:7</c> changes the seed, <c>synthetic:rows=64,bands=40</c> any part.</summary>
    public const string SceneName = "synthetic";

    // Raised when the same recipe gives another scene, so that old results are not reused.
    private const int Version = 1;

    private static readonly string[] Keys = ["rows", "cols", "bands", "endmembers", "seed", "snr", "illumination"];

    /// <summary>The scene name that spells out every part.</summary>
    public string FullName => string.Create(CultureInfo.InvariantCulture,
        $"{SceneName}:rows={Rows},cols={Cols},bands={Bands},endmembers={Endmembers},seed={Seed},snr={Snr:R},illumination={Illumination:R}");

    /// <summary>SHA-256 of the recipe and of the version of the making, lower-case hex.</summary>
    public string Sha256 => FileHash.Over($"version {Version}", FullName);

    /// <summary>Whether a scene name asks for a synthetic scene.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == SceneName || name.StartsWith(SceneName + ":", StringComparison.Ordinal);
    }

    /// <param name="name">A name for which <see cref="IsName"/> holds.</param>
    /// <exception cref="InputException">An unknown key, a value that is no number, or one out of range.</exception>
    public static SyntheticRecipe Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var recipe = new SyntheticRecipe();
        if (name.Length > SceneName.Length + 1)
        {
            foreach (var part in name[(SceneName.Length + 1)..].Split(','))
            {
                var (key, value) = part.Split('=', 2) is [var k, var v] ? (k.Trim(), v.Trim()) : ("seed", part.Trim());
                recipe = recipe.With(name, key, value);
            }
        }

        return recipe.Checked(name);
    }

    /// <summary>This recipe, its numbers in range.</summary>
    /// <param name="source">Named in the error: the scene name or the command.</param>
    /// <exception cref="InputException">A number is out of range.</exception>
    public SyntheticRecipe Checked(string source)
    {
        Range("rows", Rows, 16, 4096);
        Range("cols", Cols, 16, 4096);
        Range("bands", Bands, 4, 1024);
        Range("endmembers", Endmembers, 2, Math.Min(16, Bands));
        Range("illumination", Illumination, 0, 0.5);
        if (!(Snr >= 0)) throw new InputException(source, "snr", Text(Snr), "must be 0 dB or more, or infinity");
        if ((long)Rows * Cols * Bands > Array.MaxLength)
            throw new InputException(source, "rows x cols x bands", $"{Rows} x {Cols} x {Bands}", "too large for one cube");
        return this;

        void Range(string key, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                throw new InputException(source, key, Text(value), $"must be {Text(least)} to {Text(most)}");
        }
    }

    private SyntheticRecipe With(string name, string key, string value) => key switch
    {
        "rows" => this with { Rows = (int)Whole(name, key, value) },
        "cols" => this with { Cols = (int)Whole(name, key, value) },
        "bands" => this with { Bands = (int)Whole(name, key, value) },
        "endmembers" => this with { Endmembers = (int)Whole(name, key, value) },
        "seed" => this with { Seed = Whole(name, key, value, long.MinValue, long.MaxValue) },
        "snr" => this with { Snr = Real(name, key, value) },
        "illumination" => this with { Illumination = Real(name, key, value) },
        _ => throw new InputException(name, null, key,
            $"a synthetic scene has {string.Join(", ", Keys)}{NearestName.Hint(key, Keys)}"),
    };

    private static long Whole(string name, string key, string value, long least = 0, long most = int.MaxValue) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new InputException(name, key, value, "must be a whole number");

    private static double Real(string name, string key, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException(name, key, value, "must be a number");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
