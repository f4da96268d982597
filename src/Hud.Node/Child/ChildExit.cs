namespace Hud.Node.Child;

/// <summary>Exit codes of a trial's process.</summary>
internal static class ChildExit
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadInput = 2;

    /// <summary>The disk is full; said by the canary alone, trials report it.</summary>
    public const int DiskFull = 74;

    /// <summary>Nothing was done, because an earlier attempt still works in the trial's folder.</summary>
    public const int Busy = 75;

    /// <summary>Left after a checkpoint.</summary>
    public const int Stopped = 130;
}
