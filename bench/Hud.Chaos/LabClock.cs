namespace Hud.Chaos;

/// <summary>A host's own wall clock, by libfaketime; its monotonic one is left alone, as a person who sets the clock would.</summary>
internal sealed class LabClock(string file)
{
    /// <summary>Null where it is not installed.</summary>
    public static string? Library { get; } =
        Directory.Exists("/usr/lib")
            ? Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault()
            : null;

    public Dictionary<string, string> Environment()
    {
        if (Library is null) return [];
        Set(TimeSpan.Zero);
        return new()
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            // Else waits end at once: it takes the monotonic times that .NET waits for as wall clock times.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };
    }

    public void Set(TimeSpan ahead) => File.WriteAllText(file, $"+{(int)ahead.TotalSeconds}\n");
}
