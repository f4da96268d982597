using System.Diagnostics;
using System.Globalization;

namespace Hud.Bench.Http;

/// <summary>A training in a process of its own, that goes on step by step.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly Process _process;

    public TrainingRun(int threads, string folder)
    {
        _process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            ["training", "--preset", "small", "--batch", "8", "--threads", threads.ToString(CultureInfo.InvariantCulture), "--out", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        while (_process.StandardOutput.ReadLine() is { } line && line != "ready")
        {
        }
    }

    /// <returns>Steps a second.</returns>
    public async Task<double> Train(TimeSpan time)
    {
        var (clock, steps) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed < time; steps++)
        {
            await _process.StandardInput.WriteLineAsync();
            if (await _process.StandardOutput.ReadLineAsync() is null) throw new InvalidOperationException("the training ended");
        }

        return steps / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20))) _process.Kill();
        _process.Dispose();
    }
}
