using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>Builds and checks the trials of one method on one scene.</summary>
internal sealed class TrialBuilder(
    ExperimentSpec spec, SettingResolver settings, Word sceneWord, ScenePin scene, Word methodWord, MethodDescription method)
{
    public TrialSpec Build(ImmutableArray<Setting> point, ImmutableArray<AskedMetric> metrics, long seed)
    {
        var resolved = settings.For(method.Name, sceneWord.Text, point);
        ResolvedSetting Of(string name) => resolved[name];
        var trial = new TrialSpec(
            scene,
            method.Name,
            seed,
            new Budget(
                Of(CommonSettings.Iterations).Number, Of(CommonSettings.Batch).Number,
                Of(CommonSettings.CheckpointEvery).Number, Of(CommonSettings.Crop).Number),
            new Sampling(Of(CommonSettings.Count).Number, Of(CommonSettings.Sampler).Text, Of(CommonSettings.Steps).Number),
            new Evaluation([.. metrics.Select(m => m.Metric.Name)], Of(CommonSettings.Block).Number, Of(CommonSettings.Features).Number),
            Options(resolved),
            Of(CommonSettings.Threads).Number);
        Check(trial, resolved);
        Asked(methodWord, () =>
        {
            method.Check(trial);
            return true;
        });
        foreach (var (metric, word) in metrics)
        {
            Asked(word, () =>
            {
                metric.Check(trial);
                return true;
            });
        }

        return trial;
    }

    /// <summary>Methods and metrics know no line of the file: their objections get the place of their names.</summary>
    private T Asked<T>(Word name, Func<T> question)
    {
        try
        {
            return question();
        }
        catch (InputException bad)
        {
            throw name.Wrong(spec.File, $"on scene '{scene.Name}': {bad.Message}", bad);
        }
    }

    private ImmutableSortedDictionary<string, string> Options(Dictionary<string, ResolvedSetting> resolved)
    {
        var given = method.Options.ToImmutableSortedDictionary(
            o => o.Name, o => Canonical(o, resolved[$"{method.Name}.{o.Name}"]), StringComparer.Ordinal);
        var complete = Asked(methodWord, () => method.Resolve(scene, given).WithComparers(StringComparer.Ordinal));
        foreach (var option in method.Options)
        {
            var concrete = option with { Default = "" };
            if (OptionText.Check(concrete, complete[option.Name], quoted: false, out _) is { } rule)
            {
                throw Wrong(
                    resolved[$"{method.Name}.{option.Name}"], methodWord,
                    $"on scene '{scene.Name}' {method.Name}.{option.Name} becomes {complete[option.Name]}, but {rule}; set it yourself");
            }
        }

        return complete;
    }

    private string Canonical(OptionDescription option, ResolvedSetting setting) =>
        OptionText.Check(option, setting.Text, quoted: false, out var canonical) is { } rule
            ? throw Wrong(setting, methodWord, rule)
            : canonical!;

    private void Check(TrialSpec trial, Dictionary<string, ResolvedSetting> resolved)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{scene.Rows} x {scene.Cols} x {scene.Bands}");
        if (trial.Budget.Crop > Math.Min(scene.Rows, scene.Cols))
        {
            throw Wrong(resolved[CommonSettings.Crop], sceneWord,
                $"crops of {trial.Budget.Crop} pixels do not fit scene '{scene.Name}' ({size}); set budget.crop to at most {Math.Min(scene.Rows, scene.Cols)}");
        }

        if (trial.Evaluation.Block > trial.Budget.Crop)
        {
            throw Wrong(resolved[CommonSettings.Block], resolved[CommonSettings.Crop].Word ?? methodWord,
                $"blocks of {trial.Evaluation.Block} pixels do not fit generated images of {trial.Budget.Crop}; set block to at most {trial.Budget.Crop}");
        }

        if (Number(trial, "timesteps") is { } timesteps && trial.Sampling.Steps > timesteps)
        {
            throw Wrong(resolved[CommonSettings.Steps], resolved[$"{method.Name}.timesteps"].Word ?? methodWord,
                $"sampling in {trial.Sampling.Steps} steps needs {method.Name}.timesteps of at least that, not {timesteps}; set sampling.steps to at most {timesteps}");
        }

        if (Number(trial, "endmembers") is { } endmembers)
        {
            var setting = resolved[$"{method.Name}.endmembers"];
            if (endmembers < 2)
                throw Wrong(setting, methodWord, $"unmixing needs at least 2 endmembers, not {endmembers}; set {method.Name}.endmembers");
            if (endmembers > Math.Min(scene.Bands, (long)scene.Rows * scene.Cols))
                throw Wrong(setting, methodWord, $"{endmembers} endmembers are more than scene '{scene.Name}' ({size}) has bands or pixels");
        }
    }

    private static long? Number(TrialSpec trial, string option) =>
        trial.Options.TryGetValue(option, out var text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>Points at the setting where the file gives it, else at the word that brought its default in.</summary>
    private InputException Wrong(ResolvedSetting setting, Word otherwise, string rule) =>
        (setting.Word ?? otherwise).Wrong(spec.File, rule);
}
