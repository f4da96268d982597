using Hud.Engine.Methods.Hud;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Methods.Hud;

public sealed class LatentSpaceTests
{
    private const int Pixels = 500;

    [Theory]
    [InlineData("Log", 9, true)]
    [InlineData("Log", 13, false)]
    [InlineData("Ilr", 16, true)]
    [InlineData("None", 5, true)]
    public void Abundances_survive_projection_and_standardisation_there_and_back(string name, int d, bool standardise)
    {
        var projection = Enum.Parse<AbundanceProjection>(name);
        var X = RandomAbundances(d);
        var channels = projection.Channels(d);
        var Z = projection.Project(X, d);
        var standardisation = standardise
            ? Standardisation.Of(Z, channels, Enumerable.Repeat(true, Pixels).ToArray())
            : Standardisation.Identity(channels);
        var space = new LatentSpace(new MixingModel(new double[2, d]), projection, standardisation);
        var back = space.Abundances(standardisation.ToPlanes(Z));

        // Eq. 6 allows e^-8 where eq. 4's floor is used.
        var bound = projection is AbundanceProjection.None ? 1e-6 : LogAbundance.RoundTripBound * 1.001;
        Assert.All(X.Zip(back), p => Assert.InRange(Math.Abs(p.First - p.Second), 0, bound));
    }

    [Theory]
    [InlineData("Log")]
    [InlineData("Ilr")]
    [InlineData("None")]
    public void Any_numbers_at_all_decode_to_abundances(string name)
    {
        const int d = 7;
        var projection = Enum.Parse<AbundanceProjection>(name);
        var Z = new float[Pixels * projection.Channels(d)];
        new SeedTree(4).Stream().FillGaussian(Z);
        for (var i = 0; i < Z.Length; i++) Z[i] *= i % 3 == 0 ? 30 : 1;
        var X = projection.Invert(Z, d);
        Assert.All(X, x => Assert.True(x >= 0));
        Assert.All(X.Chunk(d), x => Assert.Equal(1, x.Sum(v => (double)v), 1e-6));
    }

    [Fact]
    public void Standardised_channels_have_mean_zero_and_deviation_one_over_the_valid_pixels()
    {
        const int channels = 3;
        var Z = new float[Pixels * channels];
        new SeedTree(9).Stream().FillGaussian(Z);
        var valid = Enumerable.Range(0, Pixels).Select(i => i % 4 != 0).ToArray();
        for (var i = 0; i < Pixels; i++)
        {
            Z[i * channels] = (Z[i * channels] * 4) - 8;
            Z[(i * channels) + 2] = 5;
            if (!valid[i]) Z[i * channels] = 1e6f;
        }

        var planes = Standardisation.Of(Z, channels, valid).ToPlanes(Z);
        for (var c = 0; c < channels; c++)
        {
            var values = Enumerable.Range(0, Pixels).Where(i => valid[i]).Select(i => (double)planes[(c * Pixels) + i]).ToArray();
            Assert.Equal(0, values.Average(), 1e-5);
            Assert.Equal(c == 2 ? 0 : 1, values.Average(v => v * v), 1e-4);
        }
    }

    [Fact]
    public void Crops_of_the_latent_map_are_those_of_the_scene_in_all_eight_orientations()
    {
        var cube = new Cube(7, 9, 3);
        for (var i = 0; i < cube.Data.Length; i++) cube.Data[i] = i;
        var map = new LatentMap(Standardisation.Identity(3).ToPlanes(cube.Data), 3, 7, 9);
        for (var orientation = 0; orientation < 8; orientation++)
        {
            var place = new CropPlace(2, 3, orientation);
            var crop = new float[3 * 4 * 4];
            map.Crop(place, 4, crop);
            Assert.Equal(Standardisation.Identity(3).ToPlanes(place.Take(cube, 4).Data), crop);
        }
    }

    [Fact]
    public void Simplex_projection_finds_the_nearest_point()
    {
        var random = new SeedTree(2).Stream();
        var (z, x, other) = (new float[4], new float[4], new double[4]);
        for (var trial = 0; trial < 200; trial++)
        {
            random.FillGaussian(z);
            SimplexProjection.Nearest(z, x);
            Assert.Equal(1, x.Sum(), 1e-5f);
            Assert.All(x, v => Assert.True(v >= 0));
            // No point towards any other point of the simplex is nearer.
            for (var k = 0; k < 4; k++) other[k] = -Math.Log(1 - random.NextDouble());
            var sum = other.Sum();
            var slope = Enumerable.Range(0, 4).Sum(k => (x[k] - z[k]) * ((other[k] / sum) - x[k]));
            Assert.True(slope >= -1e-5, $"{slope}");
        }
    }

    private static float[] RandomAbundances(int d)
    {
        var random = new SeedTree(d).Stream();
        var X = new float[Pixels * d];
        for (var i = 0; i < Pixels; i++)
        {
            var x = X.AsSpan(i * d, d);
            // Sparse, as FCLS leaves them: two thirds exact zeros.
            for (var j = 0; j < d; j++) x[j] = random.NextInt(3) == 0 || j == i % d ? (float)random.NextDouble() + 0.01f : 0;
            var sum = 0f;
            foreach (var v in x) sum += v;
            for (var j = 0; j < d; j++) x[j] /= sum;
        }

        return X;
    }
}
