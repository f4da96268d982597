using Hud.Actors.Coordinator;
using Hud.Actors.Trials;
using Hud.Node.Child;

namespace Hud.Node.Processes;

/// <summary>What the end of a child means.</summary>
public static class ExitVerdict
{
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL (out of memory?)",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
    };

    /// <param name="exitCode">128 + n for a child ended by signal n.</param>
    /// <param name="last">Result or failure the child reported, null when it said neither. A result counts whatever
    /// came after it: everything was on disk when it was written.</param>
    /// <param name="stopRequested">It was asked to leave, or killed because it would not.</param>
    /// <param name="errorTail">The end of its standard error.</param>
    public static TrialOutcome Of(int exitCode, ChildMessage? last, bool stopRequested, long seed, string errorTail) =>
        (last, exitCode) switch
        {
            (ChildResult r, _) => new TrialSucceeded(r.Result),
            (ChildFailure f, _) => new TrialGaveUp(f),
            (_, ChildExit.BadInput) => new TrialGaveUp(new ChildFailure(
                FailureKind.BadInput, Describe(exitCode, errorTail), null, seed)),
            _ when stopRequested => new TrialEnded(LossReason.Stopped, "asked to leave"),
            // Whoever is in the folder will leave in time: no fault of the trial's, however often it happens.
            (_, ChildExit.Busy) => new TrialEnded(LossReason.Stopped, "an earlier attempt still runs in its folder"),
            (_, 0) => new TrialEnded(LossReason.Crashed, $"ended without a result{Tail(errorTail)}"),
            (_, ChildExit.Stopped) => new TrialEnded(LossReason.Crashed, "stopped by somebody else"),
            _ => new TrialEnded(LossReason.Crashed, Describe(exitCode, errorTail)),
        };

    internal static string Describe(int exitCode, string errorTail) =>
        (exitCode > 128 && Signals.TryGetValue(exitCode - 128, out var signal)
            ? $"ended by {signal}" : $"ended with exit code {exitCode}") + Tail(errorTail);

    private static string Tail(string errorTail) =>
        string.IsNullOrWhiteSpace(errorTail) ? "" : $"; it said: {errorTail.Trim()}";
}
