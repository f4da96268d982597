namespace Hud.Tests.Shared;

/// <summary>Names of tests that could not run for want of something, said in one loud line at the end of the process.</summary>
/// <param name="want">What is missing, and how to get it.</param>
internal sealed class NotRun(string want)
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _tests = new(StringComparer.Ordinal);

    public void Remember(string test)
    {
        lock (_gate)
        {
            if (_tests.Count == 0) AppDomain.CurrentDomain.ProcessExit += (_, _) => Shout();
            _tests.Add(test);
        }
    }

    private void Shout()
    {
        lock (_gate) Console.Error.WriteLine($"!!! {want}: {_tests.Count} tests NOT RUN: {string.Join(", ", _tests)}");
    }
}
