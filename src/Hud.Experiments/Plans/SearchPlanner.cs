using System.Collections.Immutable;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>Turns the search of a file into one that runs without the file. Names and single values are checked already.</summary>
/// <param name="describe">A setting by its name.</param>
/// <param name="metrics">Those that the file measures.</param>
/// <param name="build">The trial at a point, first seed; throws for one that cannot be.</param>
internal sealed class SearchPlanner(
    ExperimentSpec spec, Func<string, OptionDescription> describe, ImmutableArray<AskedMetric> metrics,
    Func<ImmutableArray<Setting>, TrialSpec> build)
{
    private readonly SearchSpec _search = spec.Search!;

    /// <returns>The search and the trials of its first points.</returns>
    /// <exception cref="InputException">Also for a point at the edge of the space that no trial can have: found now, not after days.
    /// </exception>
    public (SearchPlan Search, ImmutableArray<TrialSpec> First) Plan()
    {
        foreach (var parameter in _search.Space) CheckKind(parameter);
        var edges = SearchEdges.Of(_search.Space);
        var trials = edges.Select(build).ToImmutableArray();
        foreach (var point in SearchEdges.Integers(_search.Space, edges)) build(point);
        var plan = new SearchPlan(
            _search.Sampler, _search.Count, _search.Parallel, _search.Seed, _search.Start, spec.Seeds,
            [.. _search.Space.Select(p => Parameter(p, Idle(p, edges, trials)))], [.. _search.Objectives.Select(Objective)], Stop(trials[0]));
        if (SearchSpace.IsFinite(plan.Space) && SearchSpace.All(plan.Space).Take(plan.Points).Count() is var size && size < plan.Points)
            throw _search.Points.Wrong(spec.File, $"the space has only {size} points; a sweep tries them all");
        return (plan, SearchRun.Next(plan, trials[0], [], []));
    }

    private void CheckKind(ParameterSpec parameter)
    {
        var wanted = describe(parameter.Name.Text).Kind;
        if (wanted is OptionKind.Flag or OptionKind.Choice && parameter.Kind != ParameterKind.Choice)
            throw parameter.Name.Wrong(spec.File, "is one of some words: search it with choice");
        if (wanted == OptionKind.Integer && parameter.Kind is ParameterKind.Uniform or ParameterKind.LogUniform)
            throw parameter.Name.Wrong(spec.File, "is a whole number: search it with integer or choice");
    }

    /// <summary>The value of a parameter where it does not count.</summary>
    private static string Idle(
        ParameterSpec parameter, ImmutableArray<ImmutableArray<Setting>> edges, ImmutableArray<TrialSpec> trials) =>
        edges.Zip(trials).FirstOrDefault(e => e.First.All(s => s.Name != parameter.Name.Text)).Second?.Setting(parameter.Name.Text) ?? "";

    private SearchParameter Parameter(ParameterSpec p, string idle)
    {
        var when = p.When is { } condition
            ? condition with { Values = [.. condition.Values.Select(v => Canonical(condition.Parameter, v))] }
            : null;
        return p.Kind == ParameterKind.Choice
            ? new(p.Name.Text, p.Kind, 0, 0, 1, [.. p.Values.Select(v => Canonical(p.Name.Text, v.Text))], when, idle)
            : new(p.Name.Text, p.Kind, ParameterReader.Number(p.Values[0]), ParameterReader.Number(p.Values[1]), p.Step, [], when, idle);
    }

    private string Canonical(string name, string value)
    {
        OptionText.Check(describe(name), value, quoted: false, out var canonical);
        return canonical!;
    }

    private SearchObjective Objective(ObjectiveSpec objective)
    {
        var name = objective.Metric.Text;
        if (metrics.All(m => m.Metric.Name != name))
            throw objective.Metric.Wrong(spec.File, $"is not measured (metrics: {string.Join(", ", metrics.Select(m => m.Metric.Name))})");
        return new(name, objective.ToFloor ? ObjectiveGoal.Floor
            : Results.MetricDefinitions.All.First(m => m.Name == name).HigherIsBetter ? ObjectiveGoal.Maximise
            : ObjectiveGoal.Minimise);
    }

    /// <summary>ASHA's rungs are each a factor apart, those of the median rule a fixed number of steps.</summary>
    private StopRule? Stop(TrialSpec trial)
    {
        if (_search.Stop is not { } stop) return null;
        if (_search.Space.FirstOrDefault(p => p.Name.Text == CommonSettings.Iterations) is { } budget)
            throw budget.Name.Wrong(spec.File, "trials are compared at equal steps of one budget: search budget.iterations or stop early, not both");
        var last = trial.Budget.Iterations;
        var rungs = ImmutableArray.CreateBuilder<long>();
        for (var step = ParameterReader.Whole(stop.First); step < last; step = stop.Kind == StopKind.Asha ? step * stop.Factor : step + stop.Every)
            rungs.Add(step);
        return rungs.Count > 0
            ? new StopRule(stop.Kind, rungs.DrainToImmutable(), stop.Factor, stop.After)
            : throw stop.First.Wrong(spec.File, $"nothing can be stopped there: trials have only {last} steps");
    }
}
