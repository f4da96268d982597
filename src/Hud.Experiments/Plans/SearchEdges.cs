using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>Points at which a space is tried before anything runs: every word of its choices and both ends of its ranges.</summary>
internal static class SearchEdges
{
    /// <summary>Of more combinations than that, so many are drawn.</summary>
    private const int Most = 512;

    /// <summary>Whole numbers of one parameter that are all tried.</summary>
    private const int MostIntegers = 256;

    /// <summary>Settings of the parameters that count, at least one point.</summary>
    public static ImmutableArray<ImmutableArray<Setting>> Of(ImmutableArray<ParameterSpec> space)
    {
        var all = Combinations(space, 0, []).Take(Most + 1).ToImmutableArray();
        return all.Length <= Most ? all : [.. Enumerable.Range(0, Most).Select(n => Drawn(space, new SearchRandom(0, n)))];
    }

    /// <summary>Every value of each whole number, elsewhere as at the first edge where it counts: some values between two good ones
    /// may not divide what they have to.</summary>
    public static IEnumerable<ImmutableArray<Setting>> Integers(
        ImmutableArray<ParameterSpec> space, ImmutableArray<ImmutableArray<Setting>> edges)
    {
        foreach (var p in space.Where(p => p.Kind == ParameterKind.Integer))
        {
            if (edges.FirstOrDefault(e => e.Any(s => s.Name == p.Name.Text)) is not { IsDefault: false } edge) continue;
            var (low, high) = (ParameterReader.Whole(p.Values[0]), ParameterReader.Whole(p.Values[1]));
            for (var (value, n) = (low, 0); value <= high && n < MostIntegers; value += p.Step, n++)
            {
                var word = p.Values[0] with { Text = value.ToString(CultureInfo.InvariantCulture) };
                yield return [.. edge.Select(s => s.Name == p.Name.Text ? s with { Value = word } : s)];
            }
        }
    }

    private static IEnumerable<ImmutableArray<Setting>> Combinations(
        ImmutableArray<ParameterSpec> space, int index, ImmutableArray<Setting> point)
    {
        if (index == space.Length) return [point];
        if (!Counts(space[index], point)) return Combinations(space, index + 1, point);
        return Values(space[index]).SelectMany(v => Combinations(space, index + 1, point.Add(Setting(space[index], v))));
    }

    private static ImmutableArray<Setting> Drawn(ImmutableArray<ParameterSpec> space, SearchRandom random) =>
        space.Aggregate(ImmutableArray<Setting>.Empty, (point, p) => !Counts(p, point)
            ? point
            : point.Add(Setting(p, Values(p)[(int)(random.Unit() * Values(p).Length)])));

    private static bool Counts(ParameterSpec parameter, ImmutableArray<Setting> point) =>
        parameter.When is not { } when || point.Any(s => s.Name == when.Parameter && when.Values.Contains(s.Value.Text));

    /// <summary>An integer's steps may end before its highest number.</summary>
    private static ImmutableArray<Word> Values(ParameterSpec parameter)
    {
        if (parameter.Kind != ParameterKind.Integer) return parameter.Values;
        var (low, high) = (ParameterReader.Whole(parameter.Values[0]), ParameterReader.Whole(parameter.Values[1]));
        var last = low + ((high - low) / parameter.Step * parameter.Step);
        return [parameter.Values[0], parameter.Values[1] with { Text = last.ToString(CultureInfo.InvariantCulture) }];
    }

    private static Setting Setting(ParameterSpec parameter, Word value) => new(parameter.Name.Text, parameter.Name, value);
}
