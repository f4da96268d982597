using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Trials;

internal static partial class TrialLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} runs on {Slot}")]
    public static partial void Started(ILogger log, AttemptId attempt, string slot);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} ended: {Outcome}")]
    public static partial void Ended(ILogger log, AttemptId attempt, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} was superseded; its outcome does not count")]
    public static partial void Superseded(ILogger log, AttemptId attempt);
}
