using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Experiments.Search;

public enum StopKind { Asha, Median }

/// <summary>When a trial that falls behind others is stopped early. Looked at on rungs: optimiser steps that all trials pass.</summary>
/// <param name="Rungs">Ascending optimiser steps, at least one, all below the trials' last.</param>
/// <param name="Factor">ASHA: one in so many goes on, at least 2.</param>
/// <param name="After">Median: so many other trials must have passed the rung before anybody is stopped there, at least 1.</param>
public sealed record StopRule(StopKind Kind, ImmutableArray<long> Rungs, int Factor, int After)
{
    /// <param name="own">The trial's training losses on the rungs so far, the present one last.</param>
    /// <param name="others">Losses of all other trials that have passed the present rung.</param>
    public StopVerdict Judge(ImmutableArray<double> own, IReadOnlyCollection<double> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return Kind == StopKind.Asha ? Asha(own[^1], others) : Median(own, others);
    }

    /// <summary>Li et al. 2020 (MLSys), arXiv 1810.05934, in the form that stops instead of waiting to promote: the best of each
    /// <see cref="Factor"/> that have come so far go on; whoever comes first always does.</summary>
    private StopVerdict Asha(double own, IReadOnlyCollection<double> others)
    {
        var better = others.Count(o => Number(o) < Number(own));
        var places = Math.Max(1, (others.Count + 1) / Factor);
        var stops = double.IsNaN(own) || better >= places;
        return new(stops, Text($"loss {own:G4}: place {better + 1} of {others.Count + 1}; places 1 to {places} go on"));
    }

    /// <summary>Golovin et al. 2017 (Google Vizier), with the losses at the rung itself: stops a trial whose best loss so far is
    /// above the median of the others'.</summary>
    private StopVerdict Median(ImmutableArray<double> own, IReadOnlyCollection<double> others)
    {
        var best = own.Min(Number);
        if (others.Count < After) return new(false, Text($"best loss {best:G4}; nobody is stopped before {After} others have come here, and {others.Count} have"));
        var sorted = others.Select(Number).Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new(double.IsPositiveInfinity(best) || best > median, Text($"best loss {best:G4}; the median of the {others.Count} others is {median:G4}"));
    }

    private static double Number(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Why">The comparison in words, whichever way it went.</param>
public sealed record StopVerdict(bool Stops, string Why);
