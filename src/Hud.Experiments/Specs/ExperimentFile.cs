using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Hud.Experiments.Text;

namespace Hud.Experiments.Specs;

/// <summary>Strict reader of experiment files (DESIGN.md section 9).</summary>
public static partial class ExperimentFile
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaximumLength = YamlText.MaximumLength;

    private static readonly ImmutableArray<string> Keys =
    [
        "name", "scenes", "methods", "seeds", "budget", "sampling", "metrics", "block", "features", "threads", "options",
        "overrides", "sweep", "search", "targets", "priority", "requires", "trial_timeout_minutes",
    ];

    /// <summary>Reads the text of an experiment file.</summary>
    /// <param name="fileName">For messages only; nothing is opened.</param>
    /// <exception cref="InputException">Names line, column, value and rule of the first fault.</exception>
    public static ExperimentSpec Parse(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        var yaml = new YamlFields(fileName, YamlText.Parse(text, fileName, "an experiment file"), "an experiment file", Keys);
        var (seeds, until) = SeedReader.Read(yaml);
        var search = SearchReader.Read(yaml);
        if (search?.Stop is not null && seeds.Length > 1)
            throw new InputException(fileName, yaml.Find("seeds")!.Place, null, "a search that stops trials early has one seed: a point is one trial then");
        return new ExperimentSpec
        {
            File = fileName,
            Name = Name(yaml.Required("name"), fileName),
            Scenes = Words(yaml.Required("scenes"), "scenes", fileName),
            Methods = yaml.Find("methods") is { } methods ? Words(methods, "methods", fileName) : [Default("hud")],
            Metrics = yaml.Find("metrics") is { } metrics
                ? Words(metrics, "metrics", fileName)
                : [Default("point_fidelity"), Default("block_diversity"), Default("ratio")],
            Seeds = seeds,
            UntilDecided = until,
            Search = search,
            Layers = [SettingReader.WholeFile(yaml), .. SettingReader.Overrides(yaml)],
            Sweep = SettingReader.Sweep(yaml),
            Targets = yaml.Find("targets") is { } targets ? yaml.Word(targets, "targets") : null,
            Terms = TermsReader.Read(yaml),
        };
    }

    private static Word Default(string text) => new(text, 1, 1);

    private static string Name(YamlValue value, string file)
    {
        var word = YamlFields.Word(value, "name", file);
        return NamePattern().IsMatch(word.Text)
            ? word.Text
            : throw word.Wrong(file, "a name has 1 to 64 letters, digits, '-', '_' or '.', and begins with a letter or digit");
    }

    private static ImmutableArray<Word> Words(YamlValue value, string key, string file)
    {
        var words = YamlFields.List(value, key, file).Select(v => YamlFields.Word(v, key, file)).ToImmutableArray();
        Distinct(words, file);
        return words;
    }

    internal static void Distinct(ImmutableArray<Word> words, string file)
    {
        var seen = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (!seen.TryAdd(word.Text, word))
                throw word.Wrong(file, $"given twice; the first is at {seen[word.Text].Place}");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
