using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>What a search's space must be: nothing in it may turn out to be no setting when its turn comes.</summary>
internal static class SpaceRules
{
    /// <summary>Beyond it, whole numbers are not whole any more in parts of the arithmetic.</summary>
    private const double Largest = 1e9;

    /// <param name="like">A trial of the search.</param>
    /// <returns>The rule that is broken; null for a sound space.</returns>
    public static string? Broken(ImmutableArray<SearchParameter> space, TrialSpec like)
    {
        if (space.IsDefaultOrEmpty || space.Any(p => p?.Name is null || p.Otherwise is null || p.Choices.IsDefault)) return "the search's space is incomplete";
        if (space.DistinctBy(p => p.Name).Count() < space.Length) return "the search's space has a setting twice";
        for (var i = 0; i < space.Length; i++)
        {
            if (like.Setting(space[i].Name) is null) return $"'{space[i].Name}' is no setting of the search's method";
            if (!IsRange(space[i]) || !Fits(space[i], like)) return $"'{space[i].Name}' has no such values";
            if (space[i].When is { } when && !IsCondition(when, space[..i])) return $"'{space[i].Name}' depends on no choice before it";
        }

        return null;
    }

    /// <summary>The value is one of the parameter's.</summary>
    public static bool Holds(SearchParameter parameter, string value) => parameter.Kind == ParameterKind.Choice
        ? parameter.Choices.Contains(value)
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= parameter.Low && number <= parameter.High;

    private static bool IsRange(SearchParameter p) => p.Kind switch
    {
        ParameterKind.Choice => p.Choices.Length >= 2 && p.Choices.All(c => c is not null) && p.Choices.Distinct(StringComparer.Ordinal).Count() == p.Choices.Length,
        ParameterKind.Integer => p.Low < p.High && p.Low >= -Largest && p.High <= Largest && double.IsInteger(p.Low) && double.IsInteger(p.High) && p.Step >= 1,
        ParameterKind.LogUniform => p.Low > 0 && p.Low < p.High && double.IsFinite(p.High),
        ParameterKind.Uniform => p.Low < p.High && double.IsFinite(p.High - p.Low),
        _ => false,
    };

    /// <summary>Settings that all methods share are whole numbers, but for the sampler's name.</summary>
    private static bool Fits(SearchParameter p, TrialSpec like) =>
        p.Name.StartsWith(like.Method + ".", StringComparison.Ordinal) || p.Name == CommonSettings.Sampler
        || (p.Kind is not (ParameterKind.Uniform or ParameterKind.LogUniform) && IsWhole(p.Otherwise) && p.Choices.All(IsWhole));

    /// <summary>Where a parameter always counts, nothing stands for it otherwise.</summary>
    private static bool IsWhole(string text) => text.Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsCondition(SearchCondition when, ImmutableArray<SearchParameter> before) =>
        !when.Values.IsDefaultOrEmpty
        && before.FirstOrDefault(p => p.Name == when.Parameter) is { Kind: ParameterKind.Choice } parent && when.Values.All(parent.Choices.Contains);
}
