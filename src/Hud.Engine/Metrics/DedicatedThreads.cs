using System.Runtime.ExceptionServices;

namespace Hud.Engine.Metrics;

/// <summary>Runs a computation on threads of its own, so that it neither waits for nor starves the thread pool.</summary>
internal static class DedicatedThreads
{
    /// <summary>Calls <paramref name="work"/> with 0 .. <paramref name="count"/> - 1, each on its own thread, and
    /// waits for all; the first failure is thrown here.</summary>
    public static void Run(int count, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ExceptionDispatchInfo? failure = null;
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var index = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    work(index);
                }
#pragma warning disable CA1031 // Rethrown on the caller's thread below.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                }
            })
            { IsBackground = true, Name = $"metrics {index}" };
            threads[i].Start();
        }

        foreach (var thread in threads) thread.Join();
        failure?.Throw();
    }
}
