using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Hud.Tests.Shared.Postgres;

/// <summary>A real PostgreSQL of the tests alone, in a temporary folder, started when first asked for a database. Where it is
/// not installed the asking test is named in a loud line and ends as skipped.</summary>
public sealed class PostgresServer : IDisposable
{
    public const string Password = "s3cret; 'word'=";

    private static readonly NotRun NotRun = new("POSTGRESQL MISSING (apt-get install postgresql)");

    private readonly Lock _gate = new();
    private PostgresProcess? _process;
    private int _databases;

    public int Port { get; private set; }

    /// <returns>Connection string of a new, empty database.</returns>
    public string NewDatabase([CallerMemberName] string test = "", [CallerFilePath] string source = "")
    {
        lock (_gate)
        {
            if (_process is null) Start($"{Path.GetFileNameWithoutExtension(source)}.{test}");
            var name = string.Create(CultureInfo.InvariantCulture, $"hud_{++_databases}");
            Execute("postgres", $"CREATE DATABASE {name}");
            return ConnectionString(name);
        }
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = "hud",
        Password = Password,
    }.ConnectionString;

    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>SIGSTOP to every process of the server: connections stay open and nothing answers.</summary>
    public void Freeze() => _process!.Signal("STOP");

    public void Thaw() => _process!.Signal("CONT");

    /// <summary>SIGKILL to every process of the server.</summary>
    public void Kill() => _process!.Kill();

    /// <summary>On the same port, with what was committed.</summary>
    public void StartAgain() => _process!.Start();

    public void Dispose() => _process?.Dispose();

    private void Start(string test)
    {
        if (PostgresProcess.Programs is not { } programs)
        {
            NotRun.Remember(test);
            Assert.Skip("needs PostgreSQL: apt-get install postgresql");
            throw new UnreachableException();
        }

        Port = FreePort();
        _process = new PostgresProcess(programs, Port, Password);
        _process.Start();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
