using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Specs;

/// <summary>Reads <c>seeds:</c>: a number of them, a list, or as many as a verdict needs.</summary>
internal static class SeedReader
{
    /// <summary>Most seeds of one experiment.</summary>
    private const int Most = 10_000;

    /// <summary>Most seeds of one cell whose number its verdict decides.</summary>
    public const int MostUntilDecided = 1000;

    /// <summary>Each cell has an interval; each point of a search is one of many, whose spread is between them.</summary>
    public static (ImmutableArray<long> Seeds, SeedsUntilDecided? Until) Read(YamlFields yaml)
    {
        var isSearch = yaml.Find("search") is not null;
        return yaml.Find("seeds") switch
        {
            null => (First(isSearch ? 1 : 3), null),
            YamlMap map when !isSearch => UntilDecided(map, yaml),
            YamlMap map => throw new InputException(yaml.File, map.Place, null, "the points of a search have no verdict to decide; give a number of seeds"),
            YamlList list => (List(list, yaml.File), null),
            var count => (First((int)YamlFields.Integer(count, "seeds", 1, Most, yaml.File)), null),
        };
    }

    private static (ImmutableArray<long> Seeds, SeedsUntilDecided? Until) UntilDecided(YamlMap map, YamlFields file)
    {
        var yaml = new YamlFields(file.File, map, "seeds", ["min", "max", "until"]);
        var until = yaml.Word(yaml.Required("until"), "until");
        if (until.Text != "decided") throw until.Wrong(file.File, "seeds are added until: decided");
        var min = (int)YamlFields.Integer(yaml.Required("min"), "min", 2, MostUntilDecided - 1, file.File);
        var max = (int)YamlFields.Integer(yaml.Required("max"), "max", min + 1, MostUntilDecided, file.File);
        if (file.Find("targets") is null)
            throw until.Wrong(file.File, "verdicts are about published numbers; name them in targets, or give a number of seeds");
        return (First(min), new SeedsUntilDecided(min, max));
    }

    private static ImmutableArray<long> First(int count) => [.. Enumerable.Range(1, count).Select(i => (long)i)];

    private static ImmutableArray<long> List(YamlList value, string file)
    {
        var items = YamlFields.List(value, "seeds", file);
        if (items.Length > Most) throw new InputException(file, value.Place, $"{items.Length} seeds", $"at most {Most} are allowed");
        var seeds = items.Select(v => YamlFields.Integer(v, "a seed", 0, long.MaxValue, file)).ToImmutableArray();
        ExperimentFile.Distinct([.. items.Select(v => ((YamlScalar)v).Word)], file);
        return seeds;
    }
}
