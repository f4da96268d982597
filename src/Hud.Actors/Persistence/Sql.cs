using System.Data.Common;

namespace Hud.Actors.Persistence;

/// <summary>Statements that SQLite and PostgreSQL both understand.</summary>
internal static class Sql
{
    public static DbCommand Command(DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static void Run(
        DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, text, parameters);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
