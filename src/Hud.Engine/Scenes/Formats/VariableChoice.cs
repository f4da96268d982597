using Hud.Experiments;
using Hud.Experiments.Text;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Which variable of a file is meant.</summary>
internal static class VariableChoice
{
    /// <summary>Index of the named variable, or of the only or largest numeric one (the first of equals).</summary>
    /// <exception cref="InputException">It is not there or not numeric; the message lists what is there.</exception>
    public static int Choose(string file, IReadOnlyList<ArrayInfo> infos, string? variable)
    {
        if (variable is null)
        {
            if (!infos.Any(i => i.IsNumeric)) throw new InputException(file, null, null, $"holds no numeric array{Present(infos)}");
            return Enumerable.Range(0, infos.Count).Where(i => infos[i].IsNumeric).MaxBy(i => infos[i].Count);
        }

        for (var i = 0; i < infos.Count; i++)
        {
            if (infos[i].Name != variable) continue;
            return infos[i].IsNumeric
                ? i
                : throw new InputException(file, $"variable '{variable}'", infos[i].Type,
                    "must be an array of real numbers");
        }

        throw new InputException(file, "variable", variable,
            $"no such variable{NearestName.Hint(variable, infos.Select(i => i.Name))}{Present(infos)}");
    }

    private static string Present(IReadOnlyList<ArrayInfo> infos) =>
        infos.Count == 0 ? "; the file is empty" : $"; the file has {string.Join(", ", infos.Take(50))}";
}
