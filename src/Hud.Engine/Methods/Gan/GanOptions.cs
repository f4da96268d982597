namespace Hud.Engine.Methods.Gan;

/// <summary>Hyperparameters of WGAN-GP. Defaults are those of the two CIFAR-10 recipes of Gulrajani et al. 2017 as they
/// released them, but for the smaller network.</summary>
public sealed record GanOptions
{
    [Option("Networks: dcgan (5x5 strided convolutions) or resnet (residual blocks)")]
    public GanRecipe Recipe { get; init; } = GanRecipe.Dcgan;

    [Option("Width D of the networks: 16, 64 or 128 for dcgan, 32, 64 or 128 for resnet", Choices = ["tiny", "small", "paper"])]
    public string Preset { get; init; } = "small";

    [Option("Numbers in the generator's input", Min = 1, Max = 4096)]
    public int NoiseSize { get; init; } = 128;

    [Option("Learning rate of both networks; auto is 1e-4 for dcgan and 2e-4 for resnet", Min = 1e-8, Max = 1)]
    public double? LearningRate { get; init; }

    [Option("Adam's decay of the first moment; auto is 0.5 for dcgan and 0 for resnet", Min = 0, Max = 0.999)]
    public double? Beta1 { get; init; }

    [Option("Adam's decay of the second moment", Min = 0, Max = 0.999999)]
    public double Beta2 { get; init; } = 0.9;

    [Option("Let the learning rate fall to 0 along a line; auto does for resnet only")]
    public bool? Decay { get; init; }

    [Option("Steps of the critic before each of the generator", Min = 1, Max = 1000)]
    public int CriticSteps { get; init; } = 5;

    [Option("Weight of the gradient penalty", Min = 0, Max = 1e6)]
    public double Penalty { get; init; } = 10;

    [Option("Width of the uniform noise on real images, on the scale from -1 to 1; auto is 0 for dcgan and 1/128 for resnet",
        Min = 0, Max = 1)]
    public double? Dequantisation { get; init; }

    [Option("Decay of the averaged generator that sampling uses; 0 takes the last one", Min = 0, Max = 0.999999)]
    public double EmaDecay { get; init; }

    [Option("Largest norm of each network's gradient; 0 does not clip", Min = 0, Max = 1e9)]
    public double ClipNorm { get; init; }

    [Option("Train on the 8 flips and rotations of every crop")]
    public bool Augment { get; init; }

    /// <summary>With the recipe's own values for what is left open.</summary>
    internal GanOptions Resolved()
    {
        var resnet = Recipe is GanRecipe.Resnet;
        return this with
        {
            LearningRate = LearningRate ?? (resnet ? 2e-4 : 1e-4),
            Beta1 = Beta1 ?? (resnet ? 0 : 0.5),
            Decay = Decay ?? resnet,
            Dequantisation = Dequantisation ?? (resnet ? 1.0 / 128 : 0),
        };
    }
}

/// <summary>The two released sets of networks for 32x32 images.</summary>
public enum GanRecipe
{
    /// <summary>gan_cifar: like DCGAN, no normalisation in the critic.</summary>
    Dcgan,

    /// <summary>gan_cifar_resnet, without its labels.</summary>
    Resnet,
}
