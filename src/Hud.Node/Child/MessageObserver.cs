using Hud.Actors.Trials;
using Hud.Engine.Trials;

namespace Hud.Node.Child;

/// <summary>Says what the pipeline does.</summary>
internal sealed class MessageObserver(MessageWriter output) : ITrialObserver
{
    public void Progressed(Phase phase, long step, long of, double? loss, double? secondsLeft) =>
        output.Write(new ChildProgress(Word(phase), step, of, loss, secondsLeft));

    public void Checkpointed(Phase phase, long step, string file, string sha256) =>
        output.Write(new ChildCheckpoint(Word(phase), step, file, sha256));

    public void Spent(TimeSpan time, long bytes) => output.Write(new ChildCost(time.TotalSeconds, bytes));

    public void Warned(string message) => Console.Error.WriteLine(message);

    private static TrialPhase Word(Phase phase) => phase switch
    {
        Phase.Prepare => TrialPhase.Prepare,
        Phase.Train => TrialPhase.Train,
        Phase.Sample => TrialPhase.Sample,
        Phase.Evaluate => TrialPhase.Evaluate,
        _ => TrialPhase.Draw,
    };
}
