using Hud.Engine.Scenes;

namespace Hud.Engine.Unmixing;

/// <summary>One of VCA's two projections of the valid pixels.</summary>
/// <param name="Axes">bands x axes, orthonormal columns.</param>
/// <param name="Origin">What is taken off a pixel before and put back after the projection, bands values.</param>
/// <param name="Coordinates">What the search sees: valid pixels x d, row-major.</param>
internal sealed record VcaSubspace(double[,] Axes, double[] Origin, double[] Coordinates)
{
    /// <summary>A pixel darker than this share of the mean, along the mean, is kept out of the projective search: it
    /// would be divided by almost nothing and win with its noise. No pixel of the scenes in the catalog is so dark.</summary>
    private const double Dark = 1e-3;

    /// <summary>d - 1 centred axes; the last coordinate is the largest norm of the others, for all pixels.</summary>
    public static VcaSubspace Affine(
        Cube cube, int[] pixels, SpectralMoments moments, PrincipalAxes centred, int d, int threads)
    {
        var axes = centred.Leading(d - 1);
        var offset = Along(axes, moments.Mean);
        var coordinates = Project(cube, pixels, axes, d, threads);
        var largest = 0.0;
        for (var first = 0; first < coordinates.Length; first += d)
        {
            var squared = 0.0;
            for (var k = 0; k < d - 1; k++)
            {
                coordinates[first + k] -= offset[k];
                squared += coordinates[first + k] * coordinates[first + k];
            }

            largest = Math.Max(largest, squared);
        }

        for (var last = d - 1; last < coordinates.Length; last += d) coordinates[last] = Math.Sqrt(largest);
        return new VcaSubspace(axes, moments.Mean, coordinates);
    }

    /// <summary>d axes through zero; every pixel scaled to lie on the plane u'x = 1 of the mean u.</summary>
    public static VcaSubspace Projective(Cube cube, int[] pixels, SpectralMoments moments, int d, int threads)
    {
        var axes = PrincipalAxes.Of(moments.Correlation).Leading(d);
        var u = Along(axes, moments.Mean);
        var least = Dark * u.Sum(v => v * v);
        var coordinates = Project(cube, pixels, axes, d, threads);
        for (var first = 0; first < coordinates.Length; first += d)
        {
            var x = coordinates.AsSpan(first, d);
            var along = 0.0;
            for (var k = 0; k < d; k++) along += u[k] * x[k];
            if (along > least) foreach (ref var value in x) value /= along;
            else x.Clear();
        }

        return new VcaSubspace(axes, new double[cube.Bands], coordinates);
    }

    /// <summary>Writes a pixel as the axes see it into a column of the endmembers.</summary>
    public void Denoise(Cube cube, int pixel, double[,] spectra, int column)
    {
        var y = cube.Pixel(pixel);
        var centred = new double[Origin.Length];
        for (var band = 0; band < centred.Length; band++) centred[band] = y[band] - Origin[band];
        var x = Along(Axes, centred);
        for (var band = 0; band < centred.Length; band++)
        {
            var value = Origin[band];
            for (var k = 0; k < x.Length; k++) value += Axes[band, k] * x[k];
            spectra[band, column] = value;
        }
    }

    /// <summary>axes' y.</summary>
    private static double[] Along(double[,] axes, double[] y)
    {
        var along = new double[axes.GetLength(1)];
        for (var band = 0; band < y.Length; band++)
        {
            for (var k = 0; k < along.Length; k++) along[k] += axes[band, k] * y[band];
        }

        return along;
    }

    private static double[] Project(Cube cube, int[] pixels, double[,] axes, int d, int threads)
    {
        var coordinates = new double[checked(pixels.Length * d)];
        var products = new PixelProducts(axes);
        PixelBlocks.Run(
            pixels.Length,
            threads,
            () => (Gathered: new float[PixelBlocks.Size * cube.Bands], Products: new double[PixelBlocks.Size * products.Stride]),
            (own, first, count) =>
            {
                for (var i = 0; i < count; i++) cube.Pixel(pixels[first + i]).CopyTo(own.Gathered.AsSpan(i * cube.Bands));
                products.Multiply(own.Gathered.AsSpan(0, count * cube.Bands), own.Products);
                for (var i = 0; i < count; i++)
                    own.Products.AsSpan(i * products.Stride, products.Columns).CopyTo(coordinates.AsSpan((first + i) * d));
            });
        return coordinates;
    }
}
