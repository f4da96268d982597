using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Hud.Cluster.Tests.Support;

/// <summary>A real `hud` process, listened to while it works.</summary>
internal sealed class HudProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _news = new(0);

    private HudProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Hear(_errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool IsAlive => !_process.HasExited;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public static HudProcess Start(params string[] arguments) => Start(arguments, []);

    public static HudProcess Start(string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "hud"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static (int Code, string Output, string Errors) Run(params string[] arguments) => Run(arguments, []);

    public static (int Code, string Output, string Errors) Run(
        string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        using var hud = Start(arguments, environment);
        return (hud.WaitForExit(), hud.Output, hud.Errors);
    }

    /// <summary>Waits for a line of standard output with this text.</summary>
    public void WaitFor(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!_output.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            if (_process.HasExited && _news.CurrentCount == 0)
                Assert.Fail($"hud ended before it said '{text}':\n{Output}\n{Errors}");
            if (clock.Elapsed > Patience) Assert.Fail($"hud did not say '{text}' in time:\n{Output}\n{Errors}");
            _news.Wait(TimeSpan.FromMilliseconds(200));
        }
    }

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), $"hud did not end in time:\n{Output}\n{Errors}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Signal(string name) => Signal(name, _process.Id);

    public static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>SIGKILL to hud alone, as the out-of-memory killer would; its children are left to find out.</summary>
    public void KillAlone()
    {
        _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
    }

    /// <summary>SIGKILL to hud and its children at once, as a power cut would.</summary>
    public void KillAll()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Process ids of the children.</summary>
    public int[] Children() =>
    [
        .. Directory.EnumerateDirectories($"/proc/{_process.Id}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    public void Dispose()
    {
        if (!_process.HasExited) KillAll();
        _process.Dispose();
        _news.Dispose();
    }

    private void Hear(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        _news.Release();
    }
}
