using System.Globalization;

namespace Hud.Node.Processes;

/// <summary>Memory of the machine.</summary>
public static class SystemMemory
{
    /// <summary>Less than one part of so many is left for whoever asks.</summary>
    private const int Share = 10;

    /// <summary>False where nobody can tell.</summary>
    public static bool IsShort()
    {
        try
        {
            return IsShort(File.ReadAllLines("/proc/meminfo"));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <param name="lines">As in /proc/meminfo.</param>
    internal static bool IsShort(IReadOnlyCollection<string> lines) =>
        Of(lines, "MemTotal:") is { } total && Of(lines, "MemAvailable:") is { } left && left < total / Share;

    private static long? Of(IReadOnlyCollection<string> lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture, out var kib)
            ? kib
            : null;
}
