using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

public sealed class SpaTests
{
    [Fact]
    public void First_endmember_is_the_brightest_pixel_and_each_next_the_farthest_from_the_span()
    {
        var cube = Draws.Cube(20, 30, 10, 4);
        var found = Spa.Extract(cube, Draws.All(cube), 5, threads: 2);

        // Brute force: orthogonalise all pixels against each endmember in turn.
        var rest = Enumerable.Range(0, cube.Pixels)
            .Select(i => cube.Pixel(i).ToArray().Select(v => (double)v).ToArray()).ToArray();
        foreach (var index in found.Indices)
        {
            var farthest = rest.MaxBy(y => y.Sum(v => v * v))!;
            Assert.Same(rest[index], farthest);
            var norm = Math.Sqrt(farthest.Sum(v => v * v));
            var q = farthest.Select(v => v / norm).ToArray();
            foreach (var y in rest)
            {
                var along = q.Zip(y, (a, b) => a * b).Sum();
                for (var band = 0; band < y.Length; band++) y[band] -= along * q[band];
            }
        }
    }

    [Fact]
    public void Endmembers_are_the_pixels_themselves()
    {
        var cube = Draws.Cube(5, 5, 7, 4);
        var found = Spa.Extract(cube, Draws.All(cube), 4);
        for (var k = 0; k < 4; k++)
        {
            for (var band = 0; band < 7; band++) Assert.Equal(cube.Pixel(found.Indices[k])[band], found.Spectra[band, k]);
        }
    }

    [Fact]
    public void Repeated_spectra_and_zero_pixels_still_give_different_pixels()
    {
        var cube = new Cube(3, 3, 4);
        cube.Pixel(4).Fill(1);
        cube.Pixel(5).Fill(2);
        var found = Spa.Extract(cube, Draws.All(cube), 4);
        Assert.Equal(5, found.Indices[0]);
        Assert.Equal(4, found.Indices.Distinct().Count());
    }

    [Fact]
    public void Invalid_pixel_is_never_taken()
    {
        var cube = Draws.Cube(4, 4, 5, 1);
        cube.Pixel(3).Fill(100);
        var valid = Draws.All(cube);
        valid[3] = false;
        Assert.DoesNotContain(3, Spa.Extract(cube, valid, 4).Indices);
    }
}
