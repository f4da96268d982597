using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace Hud.Experiments.Search;

/// <summary>A density over a space: one product of kernels around each of some points, and one that is even everywhere. Where a
/// parameter does not count at a point, the point's kernel is even along it.</summary>
public sealed class ParzenMixture
{
    /// <summary>However close points are, kernels stay wider than one part in so many.</summary>
    private const double Finest = 100;

    private readonly ImmutableArray<SearchParameter> _space;

    /// <summary>By point and parameter; NaN where the parameter does not count.</summary>
    private readonly double[][] _centres;

    /// <summary>Standard deviations of the kernels, before they are cut off at 0 and 1; parallel to the centres.</summary>
    private readonly double[][] _widths;

    public ParzenMixture(ImmutableArray<SearchParameter> space, IReadOnlyCollection<TriedPoint> points)
    {
        _space = space;
        _centres = [.. points.Select(p => Coordinates(space, p.Values))];
        _widths = [.. _centres.Select(_ => new double[space.Length])];
        for (var i = 0; i < space.Length; i++) SetWidths(i);
    }

    public static double[] Coordinates(ImmutableArray<SearchParameter> space, IReadOnlyDictionary<string, string> values) =>
        [.. space.Select(p => values.TryGetValue(p.Name, out var text) ? p.Unit(text) : double.NaN)];

    /// <summary>A point drawn from the density.</summary>
    public ImmutableSortedDictionary<string, string> Draw(SearchRandom random)
    {
        var kernel = (int)(random.Unit() * (_centres.Length + 1));
        return SearchSpace.At(_space, i => kernel == _centres.Length || double.IsNaN(_centres[kernel][i])
            ? random.Unit()
            : Draw(_space[i], _centres[kernel][i], _widths[kernel][i], random));
    }

    /// <summary>Logarithm of the density, relative to the even one.</summary>
    /// <param name="at">Coordinates, NaN for parameters that do not count.</param>
    public double Log(double[] at)
    {
        var logs = new double[_centres.Length];
        for (var k = 0; k < logs.Length; k++)
        {
            for (var i = 0; i < at.Length; i++)
            {
                if (!double.IsNaN(at[i]) && !double.IsNaN(_centres[k][i])) logs[k] += Math.Log(Kernel(i, k, at[i]));
            }
        }

        var top = Math.Max(0, logs.Length == 0 ? 0 : logs.Max());
        return top + Math.Log((logs.Sum(l => Math.Exp(l - top)) + Math.Exp(-top)) / (logs.Length + 1));
    }

    /// <summary>A number's kernel reaches to the further of its neighbours along the parameter, the middle of the range being one of them
    /// (Bergstra et al. 2011): wide where points are few, narrow where they crowd.</summary>
    private void SetWidths(int parameter)
    {
        var sorted = Enumerable.Range(0, _centres.Length).Where(k => !double.IsNaN(_centres[k][parameter]))
            .Select(k => (Kernel: k, At: _centres[k][parameter])).Append((Kernel: -1, At: 0.5)).OrderBy(c => c.At).ToList();
        var narrowest = 1 / Math.Min(Finest, sorted.Count + 1);
        for (var i = 0; i < sorted.Count; i++)
        {
            if (sorted[i].Kernel < 0) continue;
            var before = i > 0 ? sorted[i].At - sorted[i - 1].At : 0;
            var after = i + 1 < sorted.Count ? sorted[i + 1].At - sorted[i].At : 0;
            _widths[sorted[i].Kernel][parameter] = Math.Max(narrowest, Math.Max(before, after));
        }
    }

    private double Kernel(int parameter, int kernel, double at)
    {
        var (p, centre, width) = (_space[parameter], _centres[kernel][parameter], _widths[kernel][parameter]);
        if (p.Kind == ParameterKind.Choice) return Word(p, p.Text(at) == p.Text(centre)) * p.Choices.Length;
        var mass = Below(1 - centre, width) - Below(-centre, width);
        if (p.Count is not { } count) return Normal.PDF(centre, width, at) / mass;
        // Mean over the cell that holds the coordinate.
        return (Below(at + (0.5 / count) - centre, width) - Below(at - (0.5 / count) - centre, width)) * count / mass;
    }

    private double Draw(SearchParameter parameter, double centre, double width, SearchRandom random)
    {
        var unit = random.Unit();
        if (parameter.Kind == ParameterKind.Choice)
        {
            var others = parameter.Choices.Length * Word(parameter, same: false);
            // With the rest of the probability it stays where it is.
            return unit < others ? unit / others : centre;
        }

        var low = Below(-centre, width);
        return centre + (width * Normal.InvCDF(0, 1, low + (unit * (Below(1 - centre, width) - low))));
    }

    /// <summary>Probability of one word around another: the more points, the surer.</summary>
    private double Word(SearchParameter parameter, bool same)
    {
        var doubt = 1.0 / _centres.Length;
        return ((same ? 1 : 0) + doubt) / (1 + (parameter.Choices.Length * doubt));
    }

    private static double Below(double distance, double width) => Normal.CDF(0, width, distance);
}
