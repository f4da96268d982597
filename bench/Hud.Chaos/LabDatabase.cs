using System.Diagnostics;

namespace Hud.Chaos;

/// <summary>A PostgreSQL server on a host of its own, as the account "postgres".</summary>
internal sealed class LabDatabase : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _space, _folder, _address, _programs;
    private Process? _server;

    /// <param name="range">Addresses that may connect.</param>
    public LabDatabase(string space, string folder, string address, string range)
    {
        (_space, _folder, _address) = (space, folder, address);
        _programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed");
        Directory.CreateDirectory(folder);
        Shell.Run("chown", "postgres", folder);
        Shell.Run("chmod", "711", Path.GetDirectoryName(folder)!);
        var password = Path.Combine(folder, "password");
        File.WriteAllText(password, Password);
        Shell.Run("chown", "postgres", password);
        Shell.Run("runuser", "-u", "postgres", "--", Path.Combine(_programs, "initdb"), "-D", Data, "-U", "hud", "-A", "scram-sha-256",
            "--pwfile", password, "-E", "UTF8", "--locale=C");
        File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), $"host all all {range} scram-sha-256\n");
        Start();
    }

    /// <summary>Null where it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    /// <summary>Without the password.</summary>
    public string Address => $"Host={_address};Database=postgres;Username=hud";

    public string Password { get; } = Guid.NewGuid().ToString("N");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Returns when it answers. What was killed may take a moment to be gone, so a start that fails is tried again.</summary>
    /// <exception cref="TimeoutException">It never answers.</exception>
    public void Start()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            if (_server is not { HasExited: false }) Launch();
            if (Shell.TryRun("ip", "netns", "exec", _space, Path.Combine(_programs, "pg_isready"), "-q", "-h", _address)) return;
            Thread.CurrentThread.Join(TimeSpan.FromMilliseconds(200));
        }

        throw new TimeoutException("PostgreSQL does not start");
    }

    private void Launch()
    {
        _server?.Dispose();
        var start = new ProcessStartInfo(
            "ip", ["netns", "exec", _space, "setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", Path.Combine(_programs, "postgres"), "-D", Data,
                "-k", _folder, "-c", $"listen_addresses={_address}", "-c", "logging_collector=on"])
        {
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        // Its log is a file; what it says before that is for nobody.
        _server.BeginErrorReadLine();
    }

    /// <summary>An orderly stop that does not wait for its clients.</summary>
    public void Stop()
    {
        Signal("INT");
        _server!.WaitForExit();
    }

    public void Kill()
    {
        Signal("KILL");
        _server!.WaitForExit();
    }

    public void Signal(string name)
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file)) return;
        var main = int.Parse(File.ReadLines(file).First());
        Shell.Signal(name, name == "INT" ? [main] : [main, .. ChildrenOf(main)]);
    }

    public void Dispose()
    {
        if (_server is { HasExited: false }) Kill();
        _server?.Dispose();
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        File.Exists($"/proc/{process}/task/{process}/children")
            ? File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)
            : [];
}
