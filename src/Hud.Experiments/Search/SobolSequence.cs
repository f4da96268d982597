namespace Hud.Experiments.Search;

/// <summary>Sobol's sequence in Gray code order (Antonov and Saleev 1979) with the direction numbers of Joe and Kuo 2008
/// (SIAM J. Sci. Comput. 30, 2635), set D(6).</summary>
public static class SobolSequence
{
    /// <summary>Most coordinates of a point.</summary>
    public const int MaximumDimensions = 20;

    private const int Bits = 32;

    /// <summary>From the second coordinate on: the primitive polynomial, its coefficients as bits, and the first direction
    /// numbers, as many as its degree.</summary>
    private static readonly (int Polynomial, uint[] Initial)[] JoeKuo =
    [
        (3, [1]), (7, [1, 3]), (11, [1, 3, 1]), (13, [1, 1, 1]), (19, [1, 1, 3, 3]), (25, [1, 3, 5, 13]), (37, [1, 1, 5, 5, 17]),
        (41, [1, 1, 5, 5, 5]), (47, [1, 1, 7, 11, 19]), (55, [1, 1, 5, 1, 1]), (59, [1, 1, 1, 3, 11]), (61, [1, 3, 5, 5, 31]),
        (67, [1, 3, 3, 9, 7, 49]), (91, [1, 1, 1, 15, 21, 21]), (97, [1, 3, 1, 13, 27, 49]), (103, [1, 1, 1, 15, 7, 5]),
        (109, [1, 3, 1, 15, 13, 25]), (115, [1, 1, 5, 5, 19, 61]), (131, [1, 3, 7, 11, 23, 15, 103]),
    ];

    private static readonly uint[][] Directions = [Corput(), .. JoeKuo.Select(d => Of(d.Polynomial, d.Initial))];

    /// <param name="index">From 0.</param>
    /// <param name="dimension">From 0, below <see cref="MaximumDimensions"/>.</param>
    /// <param name="shift">Flips bits of the coordinate, the same ones at every index: any shift keeps the sequence's evenness.</param>
    /// <returns>From 0, below 1.</returns>
    public static double Coordinate(uint index, int dimension, uint shift)
    {
        var value = shift;
        var gray = index ^ (index >> 1);
        for (var bit = 0; gray != 0; bit++, gray >>= 1)
        {
            if ((gray & 1) != 0) value ^= Directions[dimension][bit];
        }

        return value * (1.0 / (1L << Bits));
    }

    private static uint[] Corput() => [.. Enumerable.Range(0, Bits).Select(i => 1u << (Bits - 1 - i))];

    private static uint[] Of(int polynomial, uint[] initial)
    {
        var degree = initial.Length;
        var v = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                v[i] = initial[i] << (Bits - 1 - i);
                continue;
            }

            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                if (((polynomial >> (degree - k)) & 1) != 0) v[i] ^= v[i - k];
            }
        }

        return v;
    }
}
