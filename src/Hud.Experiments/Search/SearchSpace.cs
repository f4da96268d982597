using System.Collections.Immutable;

namespace Hud.Experiments.Search;

/// <summary>Points of a space: the value of each parameter that counts there, by name.</summary>
public static class SearchSpace
{
    private static readonly ImmutableSortedDictionary<string, string> Nowhere =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <param name="values">Of the parameters before this one, at least.</param>
    public static bool IsActive(SearchParameter parameter, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(values);
        // A choice that does not count itself switches off what depends on it.
        return parameter.When is not { } when
            || (values.TryGetValue(when.Parameter, out var value) && when.Values.Contains(value));
    }

    /// <summary>The point at the given coordinates; those of parameters that do not count are not asked for.</summary>
    /// <param name="unit">0 to 1, by the parameter's index.</param>
    public static ImmutableSortedDictionary<string, string> At(ImmutableArray<SearchParameter> space, Func<int, double> unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var point = Nowhere.ToBuilder();
        for (var i = 0; i < space.Length; i++)
        {
            if (IsActive(space[i], point)) point.Add(space[i].Name, space[i].Text(unit(i)));
        }

        return point.ToImmutable();
    }

    /// <summary>The point without parameters that do not count there.</summary>
    /// <param name="setting">Every parameter's value, also where it does not count.</param>
    public static ImmutableSortedDictionary<string, string> Of(ImmutableArray<SearchParameter> space, Func<string, string?> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var point = Nowhere.ToBuilder();
        foreach (var parameter in space)
        {
            if (IsActive(parameter, point) && setting(parameter.Name) is { } value) point.Add(parameter.Name, value);
        }

        return point.ToImmutable();
    }

    /// <summary>No continuous parameter: there is a last point.</summary>
    public static bool IsFinite(ImmutableArray<SearchParameter> space) => space.All(p => p.Count is not null);

    /// <summary>Every point of a finite space, one at a time: there may be very many.</summary>
    public static IEnumerable<ImmutableSortedDictionary<string, string>> All(ImmutableArray<SearchParameter> space) => From(space, 0, Nowhere);

    private static IEnumerable<ImmutableSortedDictionary<string, string>> From(
        ImmutableArray<SearchParameter> space, int index, ImmutableSortedDictionary<string, string> point)
    {
        if (index == space.Length) return [point];
        var parameter = space[index];
        if (!IsActive(parameter, point)) return From(space, index + 1, point);
        var count = parameter.Count!.Value;
        return Enumerable.Range(0, count).SelectMany(
            cell => From(space, index + 1, point.Add(parameter.Name, parameter.Text((cell + 0.5) / count))));
    }
}
