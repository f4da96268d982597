using System.Runtime.InteropServices;

namespace Hud.Engine.Native;

/// <summary>The few calls of the C library that .NET has no equivalent for.</summary>
internal static partial class LibC
{
    /// <summary>Unlike Environment.SetEnvironmentVariable this reaches native libraries.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    /// <returns>1 on success.</returns>
    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int TuneMalloc(MallocParameter parameter, int value);

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Exit(int code);
}

/// <summary>Numbers of malloc.h.</summary>
internal enum MallocParameter
{
    TrimThreshold = -1,
    MmapThreshold = -3,
}
