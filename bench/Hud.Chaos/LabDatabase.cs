using System.Diagnostics;

namespace Hud.Chaos;

/// <summary>A PostgreSQL server on a host of its own, as the account "postgres".</summary>
internal sealed class LabDatabase : IDisposable
{
    private readonly string _space, _folder, _address, _programs;
    private readonly string _password = Guid.NewGuid().ToString("N");
    private Process? _server;

    public LabDatabase(string space, string folder, string address)
    {
        (_space, _folder, _address) = (space, folder, address);
        _programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed");
        Directory.CreateDirectory(folder);
        Shell.Run("chown", "postgres", folder);
        Shell.Run("chmod", "711", Path.GetDirectoryName(folder)!);
        var password = Path.Combine(folder, "password");
        File.WriteAllText(password, _password);
        Shell.Run("chown", "postgres", password);
        Shell.Run("runuser", "-u", "postgres", "--", Path.Combine(_programs, "initdb"), "-D", Data, "-U", "hud", "-A", "scram-sha-256",
            "--pwfile", password, "-E", "UTF8", "--locale=C");
        File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), "host all all 10.77.0.0/24 scram-sha-256\n");
        Start();
    }

    /// <summary>Null where it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    public string Address => $"Host={_address};Database=postgres;Username=hud;Password={_password}";

    private string Data => Path.Combine(_folder, "data");

    public void Start()
    {
        _server = Process.Start(new ProcessStartInfo(
            "ip", ["netns", "exec", _space, "runuser", "-u", "postgres", "--", Path.Combine(_programs, "postgres"), "-D", Data,
                "-k", _folder, "-c", $"listen_addresses={_address}", "-c", "logging_collector=on"]));
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
