using System.Text.Json;
using Hud.Experiments.Files;

namespace Hud.Engine.Training;

/// <summary>Writes the loss of every step as JSON lines, <c>{"step":12,"loss":0.31,"running_loss":0.35}</c>. After a resume the lines
/// past the checkpoint are dropped, so that an interrupted training leaves the file of an uninterrupted one.</summary>
/// <param name="path">Made when training begins.</param>
/// <param name="every">Steps between lines, at least 1.</param>
public sealed class TrainingCurve(string path, long every = 1) : ITrainingObserver, IDisposable
{
    private StreamWriter? _file;

    public void Resumed(long step, double runningLoss)
    {
        var kept = File.Exists(path) ? File.ReadLines(path).Where(line => StepOf(line) <= step).ToArray() : [];
        AtomicFile.WriteText(path, string.Concat(kept.Select(line => line + '\n')));
        _file = new StreamWriter(path, append: true) { NewLine = "\n" };
    }

    public void Stepped(long step, double loss, double runningLoss)
    {
        if (step % every != 0) return;
        _file?.WriteLine(JsonSerializer.Serialize(new { step, loss, running_loss = runningLoss }));
    }

    /// <summary>Lines up to a checkpoint are on disk with it.</summary>
    public void Checkpointed(CheckpointInfo checkpoint) => _file?.Flush();

    public void Warned(string message)
    {
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A line torn by a kill counts as past every checkpoint.</summary>
    private static long StepOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return long.MaxValue;
        }
    }
}
