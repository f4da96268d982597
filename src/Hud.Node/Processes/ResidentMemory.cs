using System.Globalization;

namespace Hud.Node.Processes;

/// <summary>What the kernel says of a process's memory.</summary>
internal static class ResidentMemory
{
    /// <returns>Bytes; null for a process that is no more.</returns>
    public static long? Of(int process)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
