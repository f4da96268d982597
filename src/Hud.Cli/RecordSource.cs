using System.CommandLine;
using System.Text;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Results;

namespace Hud.Cli;

/// <summary>Plan and results of a run's folder, or of a cluster's experiment.</summary>
internal static class RecordSource
{
    /// <summary>A folder that is here comes first.</summary>
    /// <param name="source">Null for the only run here.</param>
    /// <exception cref="InputException">Neither of the two.</exception>
    public static ExperimentRecord Read(string? source, ServerOption server, ParseResult parsed)
    {
        if (FolderOf(source, server, parsed) is { } folder) return RunFolder.Read(folder);
        try
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            return RecordFile.Parse(Encoding.UTF8.GetString(cluster.Ledger(source!)), source!);
        }
        catch (UnreachableException away) when (!server.IsGiven(parsed))
        {
            throw new InputException(source!, null, null, $"no such folder here; and {away.Message}", away);
        }
    }

    /// <summary>The training logs beside them.</summary>
    public static TrialLogs Logs(string? source, ServerOption server, ParseResult parsed) =>
        FolderOf(source, server, parsed) is { } folder ? new(folder, null) : new(null, server.Connect(parsed, TimeProvider.System));

    /// <returns>Null for a cluster's experiment.</returns>
    private static string? FolderOf(string? source, ServerOption server, ParseResult parsed) =>
        source is null ? RunFolder.Only()
        : Directory.Exists(source) || (!server.IsGiven(parsed) && source.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)) ? source
        : null;
}
