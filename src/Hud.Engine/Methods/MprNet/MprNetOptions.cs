namespace Hud.Engine.Methods.MprNet;

/// <summary>Hyperparameters of MPRNet; defaults are the original's deraining recipe, but with clipping and without its flips
/// and rotations.</summary>
public sealed record MprNetOptions
{
    [Option("Size of the network; paper is the original for deraining, 3.8 to 4 million weights", Choices = ["tiny", "small", "paper"])]
    public string Preset { get; init; } = "paper";

    [Option("Share of the edge loss", Min = 0, Max = 1000)]
    public double EdgeWeight { get; init; } = 0.05;

    [Option("Peak learning rate of Adam; runs of a few hundred steps need ten times the default", Min = 1e-8, Max = 1)]
    public double LearningRate { get; init; } = 2e-4;

    [Option("Learning rate that a cosine ends at, at most the peak", Min = 0, Max = 1)]
    public double FinalRate { get; init; } = 1e-6;

    [Option("Share of the iterations over which the learning rate rises; 0.012 is the original's 3 epochs of 250", Min = 0, Max = 1)]
    public double WarmupShare { get; init; } = 0.012;

    [Option("Largest norm of the gradient; 0 does not clip, as the original, whose loss then blows up for many users", Min = 0, Max = 1e9)]
    public double ClipNorm { get; init; } = 0.01;

    [Option("Train on the 8 flips and rotations of every crop")]
    public bool Augment { get; init; }
}
