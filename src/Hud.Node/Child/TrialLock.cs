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
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException busy) when (IsLocked(busy))
            {
                if (waited >= Patience) throw new FolderBusyException(folder, busy);
                if (lifeline.WaitForLeave(Poll)) return null;
            }
        }
    }

    private static bool IsLocked(IOException failure) => failure.HResult is 11 || (failure.HResult & 0xFFFF) is 0x20;
}
