using System.Diagnostics;
using System.Globalization;

namespace Hud.Tests.Shared.Postgres;

/// <summary>A data folder and the server process on it. The server refuses to run as root and is given to the account
/// "postgres" then. It ends with this process: a shell beside it waits for the end of its standard input, and ends with it.</summary>
internal sealed class PostgresProcess : IDisposable
{
    private const string Lifeline =
        "\"$@\" 2>&1 & server=$!; exec 3<&0; { read -r _ <&3; kill -QUIT $server; } 2>/dev/null & wait $server; kill $! 2>/dev/null";

    private readonly string _programs;
    private readonly int _port;
    private readonly string _folder;
    private Process? _shell;

    public PostgresProcess(string programs, int port, string password)
    {
        (_programs, _port) = (programs, port);
        _folder = Run("mktemp", "-d", Path.Combine(Path.GetTempPath(), "hud-postgres-XXXXXXXX")).Trim();
        Run("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", password, PasswordFile);
        Run(
            Program("initdb"), "-D", Data, "-U", "hud", "-A", "scram-sha-256", "--pwfile", PasswordFile, "--no-sync", "-E", "UTF8",
            "--locale=C");
    }

    /// <summary>The folder of its programs; null where it is not installed.</summary>
    public static string? Programs { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [])
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));

    private string Data => Path.Combine(_folder, "data");

    private string PasswordFile => Path.Combine(_folder, "password");

    public void Start()
    {
        // Of a server that was killed a process may be left for a moment; then the next one refuses and says so.
        string said;
        do said = Begin();
        while (said.Contains("pre-existing shared memory block", StringComparison.Ordinal));
        Assert.True(said.Length == 0, $"PostgreSQL did not start:\n{said}");
    }

    /// <returns>Nothing, or what a server that did not start has said.</returns>
    private string Begin()
    {
        _shell = Process.Start(Redirected(Command(
            "sh", "-c", Lifeline, "sh", Program("postgres"), "-D", Data, "-k", _folder, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off")))!;
        var said = new List<string>();
        while (_shell.StandardOutput.ReadLine() is { } line)
        {
            said.Add(line);
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal)) continue;
            _ = _shell.StandardOutput.ReadToEndAsync();
            return "";
        }

        Leave();
        return said.Count == 0 ? "nothing" : string.Join('\n', said);
    }

    public void Signal(string name)
    {
        // A connection's process may end by itself between the look and the signal.
        using var kill = Process.Start(Redirected(new ProcessStartInfo("kill", [$"-{name}", .. Processes()])))!;
        kill.WaitForExit();
    }

    public void Kill()
    {
        Signal("KILL");
        Leave();
    }

    public void Dispose()
    {
        if (_shell is not null) Leave();
        Directory.Delete(_folder, recursive: true);
    }

    private void Leave()
    {
        _shell!.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        _shell = null;
    }

    /// <summary>The server and its children.</summary>
    private string[] Processes()
    {
        var server = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        return [server, .. File.ReadAllText($"/proc/{server}/task/{server}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private string Program(string name) => Path.Combine(_programs, name);

    private static string Run(params string[] command) => Execute(Command(command));

    private static ProcessStartInfo Command(params string[] command) => Environment.IsPrivilegedProcess
        ? new("runuser", ["-u", "postgres", "--", .. command])
        : new(command[0], command[1..]);

    private static string Execute(ProcessStartInfo start)
    {
        using var process = Process.Start(Redirected(start))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{start.FileName} failed: {errors.Result}");
        return output;
    }

    private static ProcessStartInfo Redirected(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        return start;
    }
}
