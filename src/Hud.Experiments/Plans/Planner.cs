using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hud.Experiments.Results;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;
using Hud.Experiments.Targets;
using Hud.Experiments.Text;

namespace Hud.Experiments.Plans;

/// <summary>Turns a file into its frozen list of trials.</summary>
public static class Planner
{
    /// <summary>Most trials of one plan, before equal ones are merged.</summary>
    public const int MaximumTrials = 100_000;

    /// <summary>Resolves every trial fully. Order: seed, scene, method, sweep, each as the file lists them, so that
    /// every cell has a first result before any has its second. Equal trials are merged.</summary>
    /// <param name="pin">Looks a scene up and pins its content; its <see cref="InputException"/> is given the scene's place.</param>
    /// <param name="methods">All methods there are.</param>
    /// <param name="metrics">All metrics there are, in table order.</param>
    /// <param name="defaultThreads">Compute threads of a trial whose file leaves them to us.</param>
    /// <param name="published">What the file's targets hold; null without.</param>
    /// <exception cref="InputException">Names line, column, value and rule of the first fault.</exception>
    public static ExperimentPlan Plan(
        ExperimentSpec spec, Func<string, ScenePin> pin, IReadOnlyList<MethodDescription> methods,
        IReadOnlyList<MetricDescription> metrics, int defaultThreads, PublishedNumbers? published = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(pin);
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(defaultThreads);
        SpecNames.Check(spec, methods, [.. metrics.Select(m => m.Name)]);
        var asked = metrics.Join(spec.Metrics, m => m.Name, w => w.Text, (m, w) => new AskedMetric(m, w)).ToImmutableArray();
        var scenes = spec.Scenes.Select(s => (Word: s, Pin: Pinned(spec.File, s, pin))).ToList();
        var settings = new SettingResolver(spec, methods, defaultThreads);
        var (search, points) = spec.Search is null ? (null, []) : Searched(spec, settings, scenes[0], methods, asked);

        var cells = new List<TrialSpec>();
        foreach (var scene in scenes)
        {
            foreach (var method in search is null ? spec.Methods : [])
            {
                var description = methods.First(m => m.Name == method.Text);
                foreach (var point in Grid(spec, description))
                {
                    if ((long)(cells.Count + 1) * spec.Seeds.Length > MaximumTrials)
                        throw new InputException(spec.File, null, null, $"the experiment has more than {MaximumTrials} trials");
                    cells.Add(new TrialBuilder(spec, settings, scene.Word, scene.Pin, method, description)
                        .Build(point, asked, spec.Seeds[0]));
                }
            }
        }

        var seen = new HashSet<TrialKey>();
        var trials = spec.Seeds.SelectMany(seed => cells.Select(c => c with { Seed = seed }))
            .Concat(points)
            .Where(t => seen.Add(TrialKey.Of(t)))
            .ToImmutableArray();
        return new ExperimentPlan(Id(spec.Name, seen, published, search, spec.UntilDecided), spec.Name, trials, spec.Targets?.Text)
        {
            Sweep = [.. spec.Sweep.Select(a => a.Name.Text).Concat(search?.Space.Select(p => p.Name) ?? [])],
            Methods =
            [
                .. spec.Methods.Select(w => methods.First(m => m.Name == w.Text))
                    .Select(m => new MethodHeading(m.Name, m.Title, m.Note)),
            ],
            Published = published,
            Search = search,
            UntilDecided = spec.UntilDecided,
            Terms = spec.Terms,
        };
    }

    private static (SearchPlan Search, ImmutableArray<TrialSpec> First) Searched(
        ExperimentSpec spec, SettingResolver settings, (Word Word, ScenePin Pin) scene, IReadOnlyList<MethodDescription> methods,
        ImmutableArray<AskedMetric> asked)
    {
        var method = methods.First(m => m.Name == spec.Methods[0].Text);
        var builder = new TrialBuilder(spec, settings, scene.Word, scene.Pin, spec.Methods[0], method);
        var planner = new SearchPlanner(
            spec, name => CommonSettings.ByName.GetValueOrDefault(name) ?? method.Options.First(o => name == $"{method.Name}.{o.Name}"), asked,
            point => builder.Build(point, asked, spec.Seeds[0]));
        return planner.Plan();
    }

    private static ScenePin Pinned(string file, Word scene, Func<string, ScenePin> pin)
    {
        try
        {
            return pin(scene.Text);
        }
        catch (InputException bad)
        {
            throw scene.Wrong(file, bad.Value == scene.Text && bad.Place is null ? bad.Rule : bad.Message, bad);
        }
    }

    /// <summary>Every combination of the axes that concern the method; the last axis runs fastest.</summary>
    private static IEnumerable<ImmutableArray<Setting>> Grid(ExperimentSpec spec, MethodDescription method)
    {
        IEnumerable<ImmutableArray<Setting>> points = [[]];
        foreach (var axis in spec.Sweep.Where(a => SettingResolver.Concerns(a.Name.Text, method.Name)))
        {
            points = points.SelectMany(
                _ => axis.Values, (point, value) => point.Add(new Setting(axis.Name.Text, axis.Name, value)));
        }

        return points;
    }

    /// <summary>Published numbers change no trial, nor does what leads to further ones, but a plan with others is another plan: a running
    /// one is frozen.</summary>
    private static string Id(
        string name, IEnumerable<TrialKey> keys, PublishedNumbers? published, SearchPlan? search, SeedsUntilDecided? until)
    {
        var all = string.Join('\n', keys.Select(k => k.Value).Order(StringComparer.Ordinal));
        if (published is not null) all += '\n' + JsonText.Write(published);
        if (search is not null) all += '\n' + JsonText.Write(search);
        if (until is not null) all += '\n' + JsonText.Write(until);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{hash[..8]}");
    }
}
