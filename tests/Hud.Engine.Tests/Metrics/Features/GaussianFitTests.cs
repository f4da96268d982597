using CsCheck;
using Hud.Engine.Metrics.Features;
using Hud.Engine.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class GaussianFitTests
{
    private static readonly Vector<double> Zero = Vector<double>.Build.Dense(2);

    [Fact]
    public void Commuting_covariances_give_the_distance_of_their_deviations() =>
        Assert.Equal(9 + 16 + 1 + 1, Fit([3, 4], new double[,] { { 4, 0 }, { 0, 9 } })
            .Frechet(Fit([0, 0], new double[,] { { 1, 0 }, { 0, 16 } })), 1e-12);

    [Fact]
    public void Equal_covariances_give_the_squared_distance_of_the_means() =>
        Gen.Double[-5, 5].Array[4].Sample(v =>
        {
            var covariance = Positive(v[2], v[3], 0.7);
            Assert.Equal((v[0] * v[0]) + (v[1] * v[1]),
                new GaussianFit(Vector<double>.Build.Dense([v[0], v[1]]), covariance).Frechet(new(Zero, covariance)), 1e-6);
        }, iter: 200);

    /// <summary>The square root of a 2 x 2 matrix M has the trace sqrt(Tr M + 2 sqrt(det M)).</summary>
    [Fact]
    public void Covariances_that_do_not_commute_agree_with_the_closed_form() =>
        Gen.Double[-2, 2].Array[6].Sample(v =>
        {
            var (S, T) = (Positive(v[0], v[1], v[2]), Positive(v[3], v[4], v[5]));
            var product = S * T;
            var root = Math.Sqrt(product.Trace() + (2 * Math.Sqrt(Math.Max(0, product.Determinant()))));
            var expected = S.Trace() + T.Trace() - (2 * root);
            Assert.Equal(expected, new GaussianFit(Zero, S).Frechet(new(Zero, T)), 1e-5);
        }, iter: 300);

    // A=np.array([[np.sin(i*i+3*j*i) for j in range(4)] for i in range(9)])
    // B=np.array([[np.sin(1.7*i*(j+1))+0.1*j for j in range(4)] for i in range(7)])
    // C=np.array([[np.sin(3*i+j) for j in range(4)] for i in range(9)])          # of rank 2: sqrtm answers in complex128
    // D=np.array([[np.cos(i*i+2*j)+0.1*j for j in range(4)] for i in range(7)])
    // def fid(A,B):
    //     d=A.mean(0)-B.mean(0);S,T=np.cov(A,rowvar=False),np.cov(B,rowvar=False)
    //     return d@d+np.trace(S+T-2*scipy.linalg.sqrtm(S@T).real)                # numpy 1.24, scipy 1.10
    [Fact]
    public void Sets_agree_with_the_square_root_of_scipy()
    {
        var A = Rows(9, (i, j) => Math.Sin((i * i) + (3 * j * i)));
        var B = Rows(7, (i, j) => Math.Sin(1.7 * i * (j + 1)) + (0.1 * j));
        Assert.Equal(1.2255886256257376, GaussianFit.Of(A).Frechet(GaussianFit.Of(B)), 1e-9);
        var C = Rows(9, (i, j) => Math.Sin((3 * i) + j));
        var D = Rows(7, (i, j) => Math.Cos((i * i) + (2 * j)) + (0.1 * j));
        Assert.Equal(2.89742613382612, GaussianFit.Of(C).Frechet(GaussianFit.Of(D)), 1e-6);
    }

    [Fact]
    public void Distance_is_symmetric_and_never_negative_nor_no_number_however_few_the_points() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[2, 9], Gen.Int[1, 12], Gen.Long, Gen.Bool).Sample((n, m, dim, seed, constant) =>
        {
            var (x, y) = (Normal(seed, n, dim, 1, 3), constant ? Normal(seed, m, dim, 0, 0) : Normal(seed + 1, m, dim, 2, 0));
            var (X, Y) = (GaussianFit.Of(x), GaussianFit.Of(y));
            var (forth, back) = (X.Frechet(Y), Y.Frechet(X));
            Assert.True(forth >= 0 && back >= 0, $"{forth}, {back}");
            Assert.Equal(forth, back, 1e-5 * Math.Max(1, forth));
            Assert.Equal(0, X.Frechet(X), 1e-6 * Math.Max(1, X.Covariance.Trace()));
        }, iter: 300);

    [Fact]
    public void Single_point_has_no_covariance() =>
        Assert.Contains("1 points", Assert.Throws<ArgumentException>(() => GaussianFit.Of([[1.0]])).Message, StringComparison.Ordinal);

    /// <summary>Independent normal numbers: count x dim.</summary>
    internal static double[][] Normal(long seed, int count, int dim, double deviation, double mean)
    {
        var stream = new SeedTree(seed).Stream();
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, dim).Select(_ => mean + (deviation * stream.NextGaussian())).ToArray())];
    }

    private static GaussianFit Fit(double[] mean, double[,] covariance) =>
        new(Vector<double>.Build.Dense(mean), Matrix<double>.Build.DenseOfArray(covariance));

    private static Matrix<double> Positive(double a, double b, double c)
    {
        var L = Matrix<double>.Build.DenseOfArray(new[,] { { a, 0 }, { b, c } });
        return L * L.Transpose();
    }

    private static double[][] Rows(int count, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, 4).Select(j => value(i, j)).ToArray())];
}
