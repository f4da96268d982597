using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Unmixing;

/// <summary>Eigenvectors of a covariance or correlation matrix, strongest first: the left singular vectors of the
/// data.</summary>
/// <param name="Values">Descending; rounding may leave tiny negative ones.</param>
/// <param name="Vectors">bands x bands, orthonormal columns in the order of the values; of each column the entry of
/// largest magnitude is positive, so that the sign does not depend on the library.</param>
internal sealed record PrincipalAxes(double[] Values, double[,] Vectors)
{
    public static PrincipalAxes Of(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var evd = Matrix<double>.Build.DenseOfArray(symmetric).Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, n).OrderByDescending(i => evd.EigenValues[i].Real).ToArray();
        var vectors = new double[n, n];
        for (var k = 0; k < n; k++)
        {
            var column = evd.EigenVectors.Column(order[k]);
            var sign = column[column.AbsoluteMaximumIndex()] < 0 ? -1 : 1;
            for (var i = 0; i < n; i++) vectors[i, k] = sign * column[i];
        }

        return new PrincipalAxes([.. order.Select(i => evd.EigenValues[i].Real)], vectors);
    }

    /// <summary>The first columns, bands x count.</summary>
    public double[,] Leading(int count)
    {
        var n = Vectors.GetLength(0);
        var leading = new double[n, count];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < count; k++) leading[i, k] = Vectors[i, k];
        }

        return leading;
    }
}
