using Hud.Engine.Diffusion;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Methods.Hud;

/// <summary>Hyperparameters of HUD. The paper states T = 1000, VCA, d = classes and eq. 4; the rest are our defaults.</summary>
public sealed record HudOptions
{
    [Option("Number of endmembers d; auto takes the scene's classes, or 9 where it has no ground truth", Min = 2, Max = 256)]
    public int? Endmembers { get; init; }

    [Option("How endmembers are found")]
    public Extractor Extractor { get; init; } = Extractor.Vca;

    [Option("Projection that VCA searches in; auto decides by the signal-to-noise ratio")]
    public VcaBranch Branch { get; init; } = VcaBranch.Auto;

    [Option("How abundances are found: exactly (eq. 2) or by the pseudo-inverse (eq. 3), clamped and renormalised")]
    public AbundanceSolver Abundances { get; init; } = AbundanceSolver.Fcls;

    [Option("Seed of VCA, apart from the trial's so that all trials of a scene share one unmixing")]
    public long UnmixSeed { get; init; }

    [Option("Sets of random directions VCA is given; the one that fits the scene best is kept", Min = 1, Max = 1000)]
    public int VcaTries { get; init; } = 1;

    [Option("Rounds of fitting endmembers and abundances to the scene in turn; 0 keeps the autoencoder frozen", Min = 0, Max = 1000)]
    public int FinetuneRounds { get; init; }

    [Option("Space of the diffusion: log (eq. 4), ilr (isometric log-ratio, d - 1 channels) or none (abundances)")]
    public AbundanceProjection Projection { get; init; } = AbundanceProjection.Log;

    [Option("Give every channel mean 0 and deviation 1 for training, undone after sampling")]
    public bool Standardise { get; init; } = true;

    [Option("Size of the U-Net", Choices = ["tiny", "small", "base", "paper"])]
    public string Preset { get; init; } = "base";

    [Option("Dropout inside residual blocks", Min = 0, Max = 0.9)]
    public double Dropout { get; init; }

    [Option("Arithmetic of the convolutions: bf16 keeps float32 weights and pays on GPUs and on CPUs with AMX or AVX512-BF16; "
        + "tf32 is for GPUs, a CPU computes it as fp32", Choices = ["fp32", "tf32", "bf16"])]
    public string Precision { get; init; } = "fp32";

    [Option("What the network predicts")]
    public Prediction Prediction { get; init; } = Prediction.Epsilon;

    [Option("Noise schedule: linear 1e-4 .. 0.02, or squared cosine")]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Linear;

    [Option("Diffusion steps T", Min = 2, Max = 10000)]
    public int Timesteps { get; init; } = 1000;

    [Option("Variance of the ancestral sampler's steps")]
    public SigmaChoice Sigma { get; init; } = SigmaChoice.Posterior;

    [Option("Gamma of the min-SNR loss weighting; 0 is the unweighted loss of eq. 15", Min = 0, Max = 1000)]
    public double MinSnrGamma { get; init; }

    [Option("Peak learning rate of Adam", Min = 1e-8, Max = 1)]
    public double LearningRate { get; init; } = 3e-4;

    [Option("Steps over which the learning rate rises from 0", Min = 0, Max = 1e9)]
    public int Warmup { get; init; } = 200;

    [Option("Let the learning rate fall to 0 along a cosine until the last iteration")]
    public bool Anneal { get; init; }

    [Option("Decay of the averaged weights that sampling uses", Min = 0, Max = 0.999999)]
    public double EmaDecay { get; init; } = 0.9995;

    [Option("Largest norm of the gradient; 0 does not clip", Min = 0, Max = 1e9)]
    public double ClipNorm { get; init; } = 1;

    [Option("Train on the 8 flips and rotations of every crop")]
    public bool Augment { get; init; }
}

/// <summary>Noise schedules by name.</summary>
public enum ScheduleKind
{
    Linear,
    Cosine,
}
