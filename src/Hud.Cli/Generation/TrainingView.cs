using System.Globalization;
using Hud.Cli.Live;
using Hud.Engine.Trials;

namespace Hud.Cli.Generation;

/// <summary>Says how a training goes, a line whenever a tenth of a phase is done.</summary>
internal sealed class TrainingView(CommandOutput output) : ITrialObserver
{
    private (Phase Phase, long Tenth) _said = (Phase.Prepare, -1);

    public void Progressed(Phase phase, long step, long of, double? loss, double? secondsLeft)
    {
        var now = (phase, of == 0 ? 0 : step * 10 / of);
        if (now == _said) return;
        _said = now;
        var text = string.Create(CultureInfo.InvariantCulture, $"{phase.ToString().ToLowerInvariant()} {step}/{of}");
        output.Say(loss is null ? text : $"{text}, loss {TrialText.Loss(loss)}, {TrialText.Left(secondsLeft)}");
    }

    public void Checkpointed(Phase phase, long step, string file, string sha256)
    {
    }

    public void Warned(string message) => output.Say(message);
}
