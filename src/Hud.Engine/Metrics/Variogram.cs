namespace Hud.Engine.Metrics;

/// <summary>Semivariograms of abundance maps: gamma(h) = half the mean squared difference of two pixels h apart along a
/// row or a column.</summary>
/// <param name="Gamma">d x lags, lag 1 first.</param>
/// <param name="Amount">Mean abundance of each of the d endmembers.</param>
internal sealed record Variogram(double[,] Gamma, double[] Amount)
{
    /// <summary>Differences of abundance by about a thousandth are noise: added to gamma before the logarithm, so
    /// that an endmember that is absent, or the same everywhere, has a finite one.</summary>
    private const double Nothing = 1e-6;

    /// <param name="lags">At least 1, less than the sides of the windows.</param>
    public static Variogram Of(IReadOnlyList<MapWindow> windows, int d, int lags, int threads)
    {
        var sums = new (double[] Squares, double[] Amounts)[windows.Count];
        Parallel.For(0, windows.Count, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => sums[i] = (Squares(windows[i], d, lags), Amounts(windows[i], d)));

        // In the order of the windows, so that threads do not change the last digit.
        var (gamma, amount) = (new double[d, lags], new double[d]);
        for (var k = 0; k < d; k++)
        {
            amount[k] = sums.Sum(s => s.Amounts[k]) / windows.Sum(w => (double)w.Rows * w.Cols);
            for (var h = 1; h <= lags; h++)
                gamma[k, h - 1] = sums.Sum(s => s.Squares[((h - 1) * d) + k]) / (2 * windows.Sum(w => w.Pairs(h)));
        }

        return new(gamma, amount);
    }

    /// <summary>Mean over lags and endmembers of the absolute difference of log gamma, each gamma first divided by its mean
    /// over the lags: the shape alone. How much an endmember varies follows from what a few dozen crops happen to show,
    /// real ones too; on the derived scenes that nearly hides shuffled crops, which the shape shows six- to tenfold. An
    /// endmember counts by its mean abundance in both, so one that is in neither does not count.</summary>
    /// <returns>0 = same spatial structure.</returns>
    public double DistanceTo(Variogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (sum, weights) = (0.0, 0.0);
        for (var k = 0; k < Amount.Length; k++)
        {
            var weight = Amount[k] + other.Amount[k];
            sum += weight * LogShape(k).Zip(other.LogShape(k), (a, b) => Math.Abs(a - b)).Average();
            weights += weight;
        }

        return sum / weights;
    }

    private double[] LogShape(int k)
    {
        var gamma = Enumerable.Range(0, Gamma.GetLength(1)).Select(h => Gamma[k, h] + Nothing).ToArray();
        var mean = gamma.Average();
        return [.. gamma.Select(g => Math.Log(g / mean))];
    }

    /// <summary>lags x d sums of squared differences.</summary>
    private static double[] Squares(MapWindow map, int d, int lags)
    {
        var squares = new double[lags * d];
        for (var h = 1; h <= lags; h++)
        {
            var target = squares.AsSpan((h - 1) * d, d);
            for (var row = 0; row < map.Rows; row++)
            {
                for (var col = 0; col < map.Cols; col++)
                {
                    if (col + h < map.Cols) Add(target, map.Pixel(row, col, d), map.Pixel(row, col + h, d));
                    if (row + h < map.Rows) Add(target, map.Pixel(row, col, d), map.Pixel(row + h, col, d));
                }
            }
        }

        return squares;
    }

    private static void Add(Span<double> squares, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        for (var k = 0; k < squares.Length; k++)
        {
            var difference = (double)a[k] - b[k];
            squares[k] += difference * difference;
        }
    }

    private static double[] Amounts(MapWindow map, int d)
    {
        var amounts = new double[d];
        for (var row = 0; row < map.Rows; row++)
        {
            for (var col = 0; col < map.Cols; col++)
            {
                var pixel = map.Pixel(row, col, d);
                for (var k = 0; k < d; k++) amounts[k] += pixel[k];
            }
        }

        return amounts;
    }
}

/// <summary>A rectangle of a larger map of abundances, not copied.</summary>
/// <param name="X">pixels x d.</param>
/// <param name="First">Pixel of the upper left corner.</param>
/// <param name="Stride">Pixels from one row to the next.</param>
internal readonly record struct MapWindow(float[] X, int First, int Stride, int Rows, int Cols)
{
    public ReadOnlySpan<float> Pixel(int row, int col, int d) => X.AsSpan((First + (row * Stride) + col) * d, d);

    /// <summary>Pairs of pixels h apart along rows and columns.</summary>
    public double Pairs(int h) => ((double)Rows * (Cols - h)) + ((double)(Rows - h) * Cols);
}
