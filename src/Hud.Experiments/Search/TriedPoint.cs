using System.Collections.Immutable;

namespace Hud.Experiments.Search;

public enum PointStanding { Open, Done, Stopped, Failed }

/// <summary>A point that was suggested, and what came of it.</summary>
/// <param name="Values">Of the parameters that count there.</param>
/// <param name="Losses">Of the objectives, lower is better; empty unless <see cref="PointStanding.Done"/>.</param>
public sealed record TriedPoint(
    ImmutableSortedDictionary<string, string> Values, PointStanding Standing, ImmutableArray<double> Losses)
{
    /// <summary>Same values: nothing new would come of it.</summary>
    public bool IsAt(ImmutableSortedDictionary<string, string> values) => Values.SequenceEqual(values);
}
