using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Hud.Tests.Shared;

/// <summary>A real `hud` process, started as a person would start it and listened to while it works.</summary>
internal sealed class HudProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Environment of processes that end before the compiler gets back what it spends on watching and improving them: a
    /// quarter of the processor time of a small run.</summary>
    public static readonly IReadOnlyDictionary<string, string> ShortLife =
        new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCounting"] = "0" };

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

    public string Output => string.Concat(_output.Select(line => line + '\n'));

    public string Errors => string.Concat(_errors.Select(line => line + '\n'));

    public static HudProcess Start(params string[] arguments) => Start(arguments, []);

    public static HudProcess Start(string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static HudRun Run(params string[] arguments) => Run(arguments, []);

    public static HudRun Run(string[] arguments, IEnumerable<KeyValuePair<string, string>> environment) =>
        Start(arguments, environment).End();

    /// <summary>Runs to the end in a folder of its own, where no scenes are found unless the arguments name them.</summary>
    public static HudRun RunIn(string folder, params string[] arguments)
    {
        var start = StartInfo(arguments);
        start.WorkingDirectory = folder;
        start.Environment.Remove("HUD_DATA");
        return new HudProcess(Process.Start(start)!).End();
    }

    /// <summary>Waits for a line of standard output with all these texts.</summary>
    public void WaitFor(params string[] texts)
    {
        var clock = Stopwatch.StartNew();
        while (!_output.Any(line => texts.All(text => line.Contains(text, StringComparison.Ordinal))))
        {
            if (_process.HasExited && _news.CurrentCount == 0)
                Assert.Fail($"hud ended before it said '{string.Join(" ... ", texts)}':\n{Output}\n{Errors}");
            if (clock.Elapsed > Patience) Assert.Fail($"hud did not say '{string.Join(" ... ", texts)}' in time:\n{Output}\n{Errors}");
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

    private static ProcessStartInfo StartInfo(string[] arguments)
    {
        // A shell starts what it runs in the background with SIGINT ignored, and that is inherited; people press Ctrl-C.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "hud"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in ShortLife) start.Environment[name] = value;
        return start;
    }

    private HudRun End()
    {
        using var hud = this;
        return new(WaitForExit(), Output, Errors);
    }

    private void Hear(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        _news.Release();
    }
}

/// <summary>What a `hud` that has ended said.</summary>
internal sealed record HudRun(int ExitCode, string Output, string Error);
