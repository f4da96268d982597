using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Artifacts;

internal static partial class ArtifactLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The artifact store is waited for: {Reason}")]
    public static partial void Waiting(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Files of attempt {Attempt} are in the artifact store")]
    public static partial void Sent(ILogger log, AttemptId attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of attempt {Attempt} stay here: {Reason}")]
    public static partial void NotSent(ILogger log, AttemptId attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} would not be sent after a restart: {Reason}")]
    public static partial void NotRemembered(ILogger log, AttemptId attempt, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trial {Trial} is all in the artifact store and was removed here")]
    public static partial void Swept(ILogger log, TrialKey trial);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Finished trials stay here for now: {Reason}")]
    public static partial void NotSwept(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} goes on from attempt {From} of another node")]
    public static partial void Fetched(ILogger log, AttemptId attempt, int from);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} starts with what is here: {Reason}")]
    public static partial void NotFetched(ILogger log, AttemptId attempt, string reason);
}
