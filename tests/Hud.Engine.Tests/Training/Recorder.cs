using Hud.Engine.Training;

namespace Hud.Engine.Tests.Training;

/// <summary>Remembers what a training said.</summary>
internal sealed class Recorder : ITrainingObserver
{
    public List<long> Resumes { get; } = [];

    public List<(long Step, double Loss, double Running)> Steps { get; } = [];

    public List<CheckpointInfo> Checkpoints { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Called after each step, to ask for things in the middle.</summary>
    public Action<long>? OnStep { get; init; }

    public void Resumed(long step, double runningLoss) => Resumes.Add(step);

    public void Stepped(long step, double loss, double runningLoss)
    {
        Steps.Add((step, loss, runningLoss));
        OnStep?.Invoke(step);
    }

    public void Checkpointed(CheckpointInfo checkpoint) => Checkpoints.Add(checkpoint);

    public void Warned(string message) => Warnings.Add(message);
}
