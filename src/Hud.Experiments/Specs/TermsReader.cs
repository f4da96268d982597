using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Specs;

/// <summary>Reads how a cluster is to hand an experiment out: priority, requires, trial_timeout_minutes.</summary>
internal static partial class TermsReader
{
    private const long LongestTimeout = 60L * 24 * 365;
    private const long MostMemory = 1 << 20;

    private static readonly ImmutableArray<string> RequiresKeys = ["kind", "labels", "memory_gib"];

    /// <returns>Null where the file says nothing of it.</returns>
    public static ExperimentTerms? Read(YamlFields yaml)
    {
        var (priority, requires, timeout) = (yaml.Find("priority"), yaml.Find("requires"), yaml.Find("trial_timeout_minutes"));
        if (priority is null && requires is null && timeout is null) return null;
        return new ExperimentTerms(
            priority is null ? 0 : (int)YamlFields.Integer(
                priority, "priority", ExperimentTerms.LowestPriority, ExperimentTerms.HighestPriority, yaml.File),
            requires is null ? null : Requires(new YamlFields(yaml.File, requires, "requires", RequiresKeys)),
            timeout is null ? null : TimeSpan.FromMinutes(
                YamlFields.Integer(timeout, "trial_timeout_minutes", 1, LongestTimeout, yaml.File)));
    }

    private static Requirements Requires(YamlFields yaml) => new(
        yaml.Find("kind") is { } kind ? Kind(yaml.Word(kind, "kind"), yaml.File) : null,
        yaml.Find("memory_gib") is { } memory ? YamlFields.Integer(memory, "memory_gib", 1, MostMemory, yaml.File) << 30 : null)
    {
        Labels = yaml.Find("labels") is { } labels ? Labels(YamlFields.List(labels, "labels", yaml.File), yaml.File) : [],
    };

    private static DeviceKind Kind(Word word, string file) => word.Text switch
    {
        "cpu" => DeviceKind.Cpu,
        "cuda" => DeviceKind.Cuda,
        _ => throw word.Wrong(file, "no kind of device (cpu, cuda)"),
    };

    private static ImmutableArray<string> Labels(ImmutableArray<YamlValue> values, string file)
    {
        var words = values.Select(v => YamlFields.Word(v, "a label", file)).ToImmutableArray();
        if (words.FirstOrDefault(w => !LabelPattern().IsMatch(w.Text)) is { } odd)
            throw odd.Wrong(file, "a label has 1 to 64 letters, digits, '-', '_' or '.', and begins with a letter or digit");
        ExperimentFile.Distinct(words, file);
        return [.. words.Select(w => w.Text)];
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();
}
