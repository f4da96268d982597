using Hud.Experiments.Files;

namespace Hud.Node.Child;

/// <summary>The right to write into a trial's folder. Belongs to the open file, so it ends with the process, however
/// that ended: the attempt after a kill waits until the killed node's child has left.</summary>
internal static class TrialLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The lock; null when the parent wants this process to leave before it got it.</returns>
    /// <exception cref="FolderBusyException">Another attempt held it for longer than a leaving one may.</exception>
    public static FileStream? Take(string folder, Lifeline lifeline)
    {
        var path = Path.Combine(folder, ".lock");
        for (var waited = TimeSpan.Zero; ; waited += Poll)
        {
            if (LockFile.TryTake(path) is { } held) return held;
            if (waited >= Patience) throw new FolderBusyException(folder);
            if (lifeline.WaitForLeave(Poll)) return null;
        }
    }
}
