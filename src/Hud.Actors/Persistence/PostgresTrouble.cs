using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace Hud.Actors.Persistence;

/// <summary>What a refused connection means and what to do about it.</summary>
internal static class PostgresTrouble
{
    /// <summary>No answer, or one that the server gives while it starts, stops or is crowded.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TooManyConnections,
        _ => failure is not NpgsqlException { InnerException: null },
    };

    public static string Explain(Exception failure, NpgsqlConnectionStringBuilder settings)
    {
        var user = settings.Username ?? Environment.UserName;
        var port = settings.Port.ToString(CultureInfo.InvariantCulture);
        return failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"the database does not exist; make it: createdb -h {settings.Host} -p {port} -O {user} {settings.Database}",
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } =>
                $"the server refuses the password of user {user}; correct it in the connection string, in PGPASSWORD or in the file of PGPASSFILE",
            PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } bad =>
                $"the server does not let user {user} in ({bad.MessageText}); make the user, or allow it in the server's pg_hba.conf",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } bad =>
                $"user {user} may not make or use the journal's tables ({bad.MessageText}); make {user} the owner of the database",
            PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } bad =>
                $"the server is not ready yet ({bad.MessageText}); try again in a moment",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                "the server has no connection left; raise its max_connections or stop other clients",
            PostgresException bad => $"the server refuses ({bad.SqlState}: {bad.MessageText})",
            { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } =>
                $"no host is called {settings.Host}; correct Host, or the name service",
            { InnerException: SocketException or TimeoutException } or TimeoutException =>
                $"nothing answers there; start PostgreSQL, let it listen on that address (listen_addresses, firewall), or correct Host and Port",
            NpgsqlException { InnerException: null } bad when settings.Password is null =>
                $"the server asks for a password ({bad.Message}); put it into PGPASSWORD or the file of PGPASSFILE, or write Password=...",
            _ => $"{failure.Message}; check Host, Port, Username and password",
        };
    }
}
