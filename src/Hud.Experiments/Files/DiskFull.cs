namespace Hud.Experiments.Files;

/// <summary>Tells a full disk from other trouble.</summary>
public static class DiskFull
{
    /// <summary>ENOSPC and EDQUOT as .NET passes them on, and the code it uses where it knows better.</summary>
    public static bool Is(Exception failure) =>
        failure is IOException && (failure.HResult is 28 or 122 || (failure.HResult & 0xFFFF) is 0x70 or 0x27);
}
