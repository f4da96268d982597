using Hud.Engine.Methods.UnmixDiff;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class SynthesisTests
{
    /// <summary>3 bands x 2 endmembers, the second partly negative.</summary>
    private static readonly float[] Endmembers = [0.2f, -0.5f, 0.4f, 0.5f, 0.6f, 1.5f];

    /// <summary>2 planes of 3 pixels; abundances 0.75 and 0.75, 0 and 0.25, 0 and below.</summary>
    private static readonly float[] Planes = [0.5f, -1, -1, 0.5f, -0.5f, -1.2f];

    [Fact]
    public void Released_decoder_is_the_trained_one_stretched_to_0_and_1_over_all_endmembers()
    {
        var decoder = new Synthesis(Endmembers, 2, UnmixDiffForm.AsReleased).Decoder;
        Assert.Equal([0.35, 0, 0.45, 0.5, 0.55, 1], decoder.A.Cast<double>().Select(a => Math.Round(a, 6)));
    }

    [Fact]
    public void Repaired_decoder_is_the_trained_one() => Assert.Equal(
        Endmembers.Select(e => (double)e), new Synthesis(Endmembers, 2, UnmixDiffForm.Repaired).Decoder.A.Cast<double>());

    [Fact]
    public void Released_abundances_are_taken_as_they_come() => Assert.Equal(
        [0.75f, 0.75f, 0, 0.25f, 0, -0.1f], Rounded(UnmixDiffForm.AsReleased));

    [Fact]
    public void Repaired_abundances_are_non_negative_with_sum_one()
    {
        // The last pixel holds nothing: as much of each.
        Assert.Equal([0.5f, 0.5f, 0, 1, 0.5f, 0.5f], Rounded(UnmixDiffForm.Repaired));
        var many = Enumerable.Range(0, 500).Select(i => (float)Math.Sin(i)).ToArray();
        var X = new Synthesis(new float[50], 5, UnmixDiffForm.Repaired).Abundances(many);
        Assert.All(X, x => Assert.True(x >= 0));
        Assert.All(X.Chunk(5), x => Assert.Equal(1, x.Sum(v => (double)v), 1e-6));
    }

    [Fact]
    public void Pixels_are_mixtures_of_the_decoder()
    {
        var synthesis = new Synthesis(Endmembers, 2, UnmixDiffForm.Repaired);
        var cube = synthesis.Decode([0.5f, 0.5f, 0, 1], 1, 2);
        Assert.Equal([-0.15f, 0.45f, 1.05f, -0.5f, 0.5f, 1.5f], cube.Data.Select(v => MathF.Round(v, 5)));
    }

    private static IEnumerable<float> Rounded(UnmixDiffForm form) =>
        new Synthesis(Endmembers, 2, form).Abundances(Planes).Select(x => MathF.Round(x, 6));
}
