namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Hyperparameters of UnmixDiff and Unmixing-before-fusion; defaults are those of the released code, but for
/// the smaller networks, the dropout that goes with them and an image size that suits the crops.</summary>
public sealed record UnmixDiffOptions
{
    [Option("as_released: every crop and the decoder are min-max scaled on their own, abundances need not sum to one; "
        + "repaired: the scene's own scale, the decoder as trained, abundances that sum to one")]
    public UnmixDiffForm Form { get; init; } = UnmixDiffForm.AsReleased;

    [Option("Size of the autoencoder and of the denoiser", Choices = ["tiny", "small", "paper"])]
    public string Preset { get; init; } = "small";

    [Option("Number of endmembers", Min = 2, Max = 256)]
    public int Endmembers { get; init; } = 5;

    [Option("Image side the denoiser is laid out for: it has attention where this side has shrunk to 16. "
        + "The released file says 256 whatever the crop", Choices = ["32", "256"])]
    public string ImageSize { get; init; } = "32";

    [Option("Share of budget.iterations that trains the autoencoder; the rest trains the denoiser on it", Min = 0.001, Max = 0.999)]
    public double AutoencoderShare { get; init; } = 0.25;

    [Option("First learning rate of the autoencoder; a tenth of it after 29 of 40 parts of its steps", Min = 1e-8, Max = 1)]
    public double AutoencoderLearningRate { get; init; } = 2e-4;

    [Option("Weight of the mean spectral angle in the autoencoder's loss", Min = 0, Max = 1000)]
    public double SadWeight { get; init; } = 0.1;

    [Option("Weight of the endmembers' total variation: between endmembers as released, along the spectrum repaired",
        Min = 0, Max = 1000)]
    public double TvWeight { get; init; } = 0.015;

    [Option("Learning rate of the denoiser", Min = 1e-8, Max = 1)]
    public double LearningRate { get; init; } = 1e-4;

    [Option("Dropout inside the denoiser's residual blocks; auto is 0.2 for preset paper and 0 for the others, "
        + "where a batch is then shared among all cores", Min = 0, Max = 0.9)]
    public double? Dropout { get; init; }

    [Option("Diffusion steps T of the linear schedule 1e-6 .. 0.01", Min = 2, Max = 10000)]
    public int Timesteps { get; init; } = 2000;

    [Option("Train on the 8 flips and rotations of every crop")]
    public bool Augment { get; init; }
}

/// <summary>As the authors' code is, or with what it does to the level of spectra mended.</summary>
public enum UnmixDiffForm
{
    AsReleased,
    Repaired,
}
