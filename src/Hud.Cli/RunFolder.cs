using Hud.Experiments;
using Hud.Experiments.Results;

namespace Hud.Cli;

/// <summary>The folder of an experiment's run: ledger, tables, figures, trials.</summary>
internal static class RunFolder
{
    private const string Parent = "runs";
    private const long MaximumLedger = 1L << 30;

    /// <summary>Where <c>hud run</c> writes without <c>--out</c>.</summary>
    public static string Default(string experimentName) => Path.Combine(Parent, experimentName);

    /// <summary>The only run here, for commands whose folder was left out.</summary>
    /// <exception cref="InputException">There is none, or there are several.</exception>
    public static string Only()
    {
        var runs = Directory.Exists(Parent)
            ? Directory.GetDirectories(Parent).Where(d => File.Exists(LedgerPath(d))).Order(StringComparer.Ordinal).ToArray()
            : [];
        return runs switch
        {
            [var run] => run,
            [] => throw new InputException(Parent, null, null, "no run here yet; name the folder of a run, or start one with 'hud run FILE'"),
            _ => throw new InputException(Parent, null, null, $"several runs; name one of {string.Join(", ", runs)}"),
        };
    }

    /// <summary>Plan and results of a run.</summary>
    /// <exception cref="InputException">No such folder, no ledger in it, or one that cannot be read.</exception>
    public static ExperimentRecord Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException(folder, null, null, "no such folder");
        var path = LedgerPath(folder);
        return File.Exists(path)
            ? RecordFile.Parse(InputText.Read(path, MaximumLedger), path)
            : throw new InputException(folder, null, null, $"not a run's folder: it has no {RecordFile.FileName}");
    }

    /// <summary>What is known so far; an empty ledger for a run that has not begun.</summary>
    /// <exception cref="InputException">There is a ledger and it cannot be read.</exception>
    public static Ledger Results(string folder) =>
        File.Exists(LedgerPath(folder)) ? Read(folder).Ledger : Ledger.Empty;

    private static string LedgerPath(string folder) => Path.Combine(folder, RecordFile.FileName);
}
