using System.Diagnostics;

namespace Hud.Chaos;

/// <summary>A `hud` process on a host, started again a second after it ended, as the units in deploy/systemd have it: not after
/// exit code 2, which says that a person must look.</summary>
internal sealed class LabProcess : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ProcessStartInfo _start;
    private readonly StreamWriter _log;
    private readonly Lock _gate = new();
    private Process? _process;
    private bool _over, _held, _closed;

    /// <param name="space">Network namespace of the host.</param>
    public LabProcess(string space, string hud, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        _start = new ProcessStartInfo("ip", ["netns", "exec", space, hud, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) _start.Environment[name] = value;
        _log = new StreamWriter(log, append: true) { AutoFlush = true };
        Start();
    }

    public int Starts { get; private set; }

    /// <summary>It ended with exit code 2.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The process itself: `ip netns exec` becomes what it starts.</summary>
    public int Id
    {
        get
        {
            lock (_gate) return _process is { HasExited: false } running ? running.Id : 0;
        }
    }

    /// <summary>Its children, which compute.</summary>
    public IReadOnlyList<int> Children()
    {
        if (Id is not (var id and > 0)) return [];
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{id}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(int.Parse),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Those of them that compute a trial, not a canary.</summary>
    public IEnumerable<int> Trials() => Children().Where(c => Shell.CommandOf(c) is { Length: > 0 } command && !command.Contains("--canary", StringComparison.Ordinal));

    public void Signal(string name)
    {
        if (Id is var id and > 0) Shell.Signal(name, [id]);
    }

    /// <summary>From now on it is not started again.</summary>
    public void Hold()
    {
        lock (_gate) _held = true;
    }

    /// <summary>Ends <see cref="Hold"/>.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            if (_process is not { HasExited: false }) Start();
        }
    }

    /// <summary>Ends it for good.</summary>
    /// <returns>False when it had to be killed.</returns>
    public bool Leave(TimeSpan patience)
    {
        Process? process;
        lock (_gate)
        {
            _over = true;
            process = _process;
        }

        if (process is null || process.HasExited) return true;
        Shell.Signal("CONT", [process.Id]);
        Shell.Signal("TERM", [process.Id]);
        if (process.WaitForExit(patience)) return true;
        process.Kill(entireProcessTree: true);
        return false;
    }

    public void Dispose()
    {
        Leave(TimeSpan.Zero);
        _process?.Dispose();
        lock (_log)
        {
            _closed = true;
            _log.Dispose();
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_over || _held) return;
            Starts++;
            _process?.Dispose();
            var process = _process = new Process { StartInfo = _start, EnableRaisingEvents = true };
            process.OutputDataReceived += (_, e) => Note(e.Data);
            process.ErrorDataReceived += (_, e) => Note(e.Data);
            process.Exited += (_, _) => _ = Again(process);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }
    }

    private async Task Again(Process ended)
    {
        lock (_gate)
        {
            GaveUp |= ended.ExitCode == 2;
            if (GaveUp) return;
        }

        await Task.Delay(Pause, TimeProvider.System);
        lock (_gate)
            if (_process == ended) Start();
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_log)
            if (!_closed) _log.WriteLine(line);
    }
}
