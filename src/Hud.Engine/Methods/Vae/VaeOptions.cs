namespace Hud.Engine.Methods.Vae;

/// <summary>Hyperparameters of the variational autoencoder. The paper names Kingma and Welling alone and says that the first
/// layer, "usually" a 1x1 convolution, takes the bands; the rest are our defaults, after common practice.</summary>
public sealed record VaeOptions
{
    [Option("Size of the networks: channels of the first level and latent numbers are 8 and 16, 16 and 64, or 32 and 128",
        Choices = ["tiny", "small", "paper"])]
    public string Preset { get; init; } = "small";

    [Option("Latent numbers of an image; auto takes the preset's", Min = 1, Max = 4096)]
    public int? LatentSize { get; init; }

    [Option("Standard deviation of the decoder's Gaussian, in deviations of the scene; 0 learns it", Min = 0, Max = 100)]
    public double LikelihoodScale { get; init; }

    [Option("Weight of the divergence from the prior; 1 is the evidence lower bound", Min = 0, Max = 1e6)]
    public double Beta { get; init; } = 1;

    [Option("Steps over which the divergence's weight rises from 0; 0 starts with all of it", Min = 0, Max = 1e9)]
    public int KlWarmup { get; init; }

    [Option("Learning rate of Adam", Min = 1e-8, Max = 1)]
    public double LearningRate { get; init; } = 1e-3;

    [Option("Largest norm of the gradient; 0 does not clip", Min = 0, Max = 1e9)]
    public double ClipNorm { get; init; } = 1;

    [Option("Train on the 8 flips and rotations of every crop")]
    public bool Augment { get; init; }

    /// <summary>Channels of the first level.</summary>
    internal int Width => Preset switch { "tiny" => 8, "small" => 16, _ => 32 };

    /// <summary>Latent numbers once resolved.</summary>
    internal int Latent => LatentSize ?? Preset switch { "tiny" => 16, "small" => 64, _ => 128 };

    /// <summary>What the divergence counts in a step.</summary>
    internal double DivergenceWeight(long step) => Beta * (KlWarmup > 0 ? Math.Min(1, (step + 1.0) / KlWarmup) : 1);
}
