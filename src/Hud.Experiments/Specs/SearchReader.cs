using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using Hud.Experiments.Text;

namespace Hud.Experiments.Specs;

/// <summary>Reads <c>search:</c> and what it forbids beside itself.</summary>
internal static class SearchReader
{
    public const int MostPoints = 10_000;
    public const int MostParallel = 1000;
    private const long MostSteps = 100_000_000;

    private static readonly ImmutableArray<string> Keys =
        ["sampler", "points", "parallel", "seed", "start", "space", "objectives", "stop"];

    /// <returns>Null for a file without a search.</returns>
    public static SearchSpec? Read(YamlFields file)
    {
        var (key, value) = file.Entries.FirstOrDefault(e => e.Key.Text == "search");
        if (key is null) return null;
        Alone(file, key);
        var yaml = new YamlFields(file.File, value, "search", Keys);
        var space = ParameterReader.Space(yaml.Required("space"), file.File);
        var points = yaml.Required("points");
        YamlFields.Integer(points, "points", 1, MostPoints, file.File);
        var sampler = yaml.Find("sampler") is { } s ? Sampler(yaml.Word(s, "sampler"), file.File) : SearchSampler.Tpe;
        if (yaml.Find("start") is { } odd && sampler != SearchSampler.Tpe)
            throw new InputException(file.File, odd.Place, null, "only tpe begins with points drawn at random; remove 'start'");
        if (sampler == SearchSampler.Sobol && space.Length > SobolSequence.MaximumDimensions)
            throw space[SobolSequence.MaximumDimensions].Name.Wrong(file.File, $"sobol takes at most {SobolSequence.MaximumDimensions} parameters");
        return new SearchSpec(
            key, sampler, yaml.Word(points, "points"), (int)Number(yaml, "parallel", 1, 1, MostParallel),
            Number(yaml, "seed", 1, 0, long.MaxValue), (int)Number(yaml, "start", 10, 1, MostPoints), space,
            [.. YamlFields.List(yaml.Required("objectives"), "objectives", file.File).Select(o => Objective(o, file.File))],
            yaml.Find("stop") is { } stop ? Stop(stop, file) : null).Distinct(file.File);
    }

    /// <summary>The rows of a main table are compared with each other and with published numbers: no search may choose among them,
    /// and nothing may stop them.</summary>
    private static void Alone(YamlFields file, Word key)
    {
        if (file.Find("targets") is { } targets)
        {
            throw new InputException(file.File, targets.Place, null,
                "published numbers are compared with trials that run to their end, whatever their results; a search takes no targets");
        }

        if (file.Find("sweep") is { } sweep)
            throw new InputException(file.File, sweep.Place, null, "a file has a sweep or a search; a choice in search.space holds the values of an axis");
        if (file.Find("scenes") is not YamlList { Items.Length: 1 }) throw key.Wrong(file.File, "a search is on one scene");
        if (file.Find("methods") is { } methods and not YamlList { Items.Length: 1 })
            throw new InputException(file.File, methods.Place, null, "a search is for one method: main tables are for comparing several, and nothing stops them early");
    }

    private static SearchSpec Distinct(this SearchSpec search, string file)
    {
        ExperimentFile.Distinct([.. search.Objectives.Select(o => o.Metric)], file);
        return search;
    }

    private static ObjectiveSpec Objective(YamlValue value, string file)
    {
        if (value is not YamlMap) return new(YamlFields.Word(value, "an objective", file), ToFloor: false);
        var yaml = new YamlFields(file, value, "an objective", ["metric", "to"]);
        var to = yaml.Word(yaml.Required("to"), "to");
        return to.Text == "floor"
            ? new(yaml.Word(yaml.Required("metric"), "metric"), ToFloor: true)
            : throw to.Wrong(file, "an objective goes to floor, or is the metric's name alone");
    }

    private static StopSpec Stop(YamlValue value, YamlFields file)
    {
        var yaml = new YamlFields(file.File, value, "stop", ["rule", "first", "factor", "every", "after"]);
        var rule = yaml.Word(yaml.Required("rule"), "rule");
        var kind = rule.Text switch
        {
            "asha" => StopKind.Asha,
            "median" => StopKind.Median,
            _ => throw rule.Wrong(file.File, $"no rule for stopping (asha, median){NearestName.Hint(rule.Text, ["asha", "median"])}"),
        };
        foreach (var foreign in kind == StopKind.Asha ? ["every", "after"] : new[] { "factor" })
        {
            if (yaml.Find(foreign) is { } given) throw new InputException(file.File, given.Place, null, $"'{foreign}' has no meaning for {rule.Text}");
        }

        var first = yaml.Required("first");
        var step = YamlFields.Integer(first, "first", 1, MostSteps, file.File);
        return new(
            kind, yaml.Word(first, "first"), (int)Number(yaml, "factor", 3, 2, 100), Number(yaml, "every", step, 1, MostSteps),
            (int)Number(yaml, "after", 4, 1, MostPoints));
    }

    private static SearchSampler Sampler(Word word, string file) => word.Text switch
    {
        "random" => SearchSampler.Random,
        "sobol" => SearchSampler.Sobol,
        "tpe" => SearchSampler.Tpe,
        _ => throw word.Wrong(file, $"no sampler (random, sobol, tpe){NearestName.Hint(word.Text, ["random", "sobol", "tpe"])}"),
    };

    private static long Number(YamlFields yaml, string key, long preset, long low, long high) =>
        yaml.Find(key) is { } value ? YamlFields.Integer(value, key, low, high, yaml.File) : preset;
}
