namespace Hud.Node.Child;

/// <summary>When memory runs out, of the machine or of a job's share of it, the kernel ends this process before any that
/// computes.</summary>
internal static class Expendable
{
    private const string Setting = "/proc/self/oom_score_adj";
    private const string First = "1000";

    /// <summary>For as long as <paramref name="work"/> takes.</summary>
    public static T While<T>(Func<T> work)
    {
        var before = Exchange(First);
        try
        {
            return work();
        }
        finally
        {
            if (before is not null) Exchange(before);
        }
    }

    /// <returns>What it was; null where it cannot be changed.</returns>
    private static string? Exchange(string value)
    {
        try
        {
            var before = File.ReadAllText(Setting);
            File.WriteAllText(Setting, value);
            return before;
        }
        catch (Exception fixedOne) when (fixedOne is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
