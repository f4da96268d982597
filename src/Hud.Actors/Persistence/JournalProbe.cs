using System.Data.Common;
using Hud.Experiments;

namespace Hud.Actors.Persistence;

/// <summary>Looks whether the journal can be read at all. An idle coordinator would not notice that it cannot.</summary>
public static class JournalProbe
{
    /// <summary>Takes seconds where the database does not answer.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Trouble(JournalAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            address.RequireExistence();
            using var connection = address.Open();
            return address.HasTable(connection, "journal") ? null : $"{address}: it has lost its tables";
        }
        catch (DbException bad)
        {
            return address.Refused(bad).Message;
        }
        catch (Exception bad) when (bad is InputException or IOException or TimeoutException)
        {
            return bad.Message;
        }
    }
}
