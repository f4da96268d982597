using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Metrics.Features;

/// <summary>Mean and covariance of a set of feature vectors.</summary>
internal sealed class GaussianFit(Vector<double> mean, Matrix<double> covariance)
{
    private readonly Lazy<Matrix<double>> _root = new(() => Root(covariance));

    public Vector<double> Mean { get; } = mean;

    public Matrix<double> Covariance { get; } = covariance;

    /// <param name="points">At least two. The covariance is the unbiased one, divided by their number less one.</param>
    public static GaussianFit Of(IReadOnlyList<double[]> points)
    {
        if (points.Count < 2) throw new ArgumentException($"{points.Count} points have no covariance.", nameof(points));
        var rows = Matrix<double>.Build.DenseOfRowArrays(points);
        var mean = rows.ColumnSums() / points.Count;
        for (var i = 0; i < rows.RowCount; i++) rows.SetRow(i, rows.Row(i) - mean);
        return new(mean, rows.TransposeThisAndMultiply(rows) / (points.Count - 1));
    }

    /// <summary>|m1 - m2|^2 + Tr(S1 + S2 - 2 (S1 S2)^1/2), the squared Frechet distance (Dowson and Landau 1982). S1 S2 has
    /// the eigenvalues of S1^1/2 S2 S1^1/2, which is symmetric: no complex numbers, and singular covariances do no harm.</summary>
    /// <returns>0 or more.</returns>
    public double Frechet(GaussianFit other)
    {
        var offset = Mean - other.Mean;
        var product = Symmetric(_root.Value * other.Covariance * _root.Value);
        var common = product.Evd(Symmetricity.Symmetric).EigenValues.Sum(e => Math.Sqrt(Math.Max(e.Real, 0)));
        // Below zero by rounding only.
        return Math.Max(0, offset.DotProduct(offset) + Covariance.Trace() + other.Covariance.Trace() - (2 * common));
    }

    private static Matrix<double> Root(Matrix<double> covariance)
    {
        var evd = Symmetric(covariance).Evd(Symmetricity.Symmetric);
        var roots = evd.EigenValues.Map(e => Math.Sqrt(Math.Max(e.Real, 0)));
        return evd.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(roots) * evd.EigenVectors.Transpose();
    }

    private static Matrix<double> Symmetric(Matrix<double> matrix) => (matrix + matrix.Transpose()) / 2;
}
