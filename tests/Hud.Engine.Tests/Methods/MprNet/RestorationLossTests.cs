using Hud.Engine.Methods;
using Hud.Engine.Methods.MprNet;
using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.MprNet;

public sealed class RestorationLossTests
{
    private static readonly double[] Blur = [0.05, 0.25, 0.4, 0.25, 0.05];

    public RestorationLossTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Equal_images_cost_epsilon_a_stage_for_the_image_and_its_edges()
    {
        using var scope = NewDisposeScope();
        using var loss = new RestorationLoss(8, 0.05);
        var image = Noise(2, 3, 8, 8);
        Assert.Equal(3 * 1.05e-3, loss.Of([image, image, image], image).ToDouble(), 1e-8);
    }

    [Fact]
    public void Constant_error_has_no_edges_but_where_decimation_meets_the_border()
    {
        using var scope = NewDisposeScope();
        using var loss = new RestorationLoss(16, 1);
        var edges = loss.Edges(ones(1, 1, 16, 16));
        // Inside, either phase of the blur's taps sums to one half: .05 + .4 + .05 and .25 + .25.
        Assert.True(edges.narrow(2, 2, 12).narrow(3, 2, 12).abs().max().item<float>() < 1e-6);
    }

    /// <summary>One bright pixel in the middle of 5 x 5, by hand: blurring gives b_r b_c around it (b the taps); of that the even
    /// rows and columns stay, four times as bright, (.05, .4, .05)^2 x 4; blurred again the middle gets
    /// (2 (.05 x .05 + .4 x .4 + .05 x .05))^2 = 0.33^2 = 0.1089, so its edge is 0.8911.</summary>
    [Fact]
    public void Single_bright_pixel_keeps_what_the_pyramid_loses()
    {
        using var scope = NewDisposeScope();
        using var loss = new RestorationLoss(5, 1);
        var image = zeros(1, 1, 5, 5);
        image[0, 0, 2, 2] = 1;
        Assert.Equal(0.8911, loss.Edges(image)[0, 0, 2, 2].item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Edges_are_those_of_the_pyramid_step_done_pixel_by_pixel(int side)
    {
        using var scope = NewDisposeScope();
        using var loss = new RestorationLoss(side, 1);
        var image = Noise(1, 1, side, side);
        var values = image.data<float>().ToArray();
        double[,] pixels = new double[side, side];
        for (var i = 0; i < values.Length; i++) pixels[i / side, i % side] = values[i];

        var doubled = Blurred(pixels);
        for (var r = 0; r < side; r++)
            for (var c = 0; c < side; c++)
                doubled[r, c] = r % 2 == 0 && c % 2 == 0 ? 4 * doubled[r, c] : 0;
        var smooth = Blurred(doubled);
        var edges = loss.Edges(image).data<float>().ToArray();
        for (var i = 0; i < values.Length; i++) Assert.Equal(values[i] - smooth[i / side, i % side], edges[i], 1e-5);
    }

    [Fact]
    public void Charbonnier_of_known_errors()
    {
        using var scope = NewDisposeScope();
        var expected = (Math.Sqrt(9 + 1e-6) + Math.Sqrt(16 + 1e-6) + 1e-3) / 3;
        Assert.Equal(expected, Charbonnier.Of(tensor([3f, -4f, 0f])).ToDouble(), 1e-6);
    }

    [Fact]
    public void Stages_are_summed_and_edges_weighted()
    {
        using var scope = NewDisposeScope();
        using var plain = new RestorationLoss(8, 0);
        using var edged = new RestorationLoss(8, 0.5);
        var (a, b, target) = (Noise(1, 2, 8, 8), 0.3f * Noise(1, 2, 8, 8), zeros(1, 2, 8, 8));
        double Edge(Tensor x) => Charbonnier.Of(plain.Edges(x)).ToDouble();
        Assert.Equal(
            Charbonnier.Of(a).ToDouble() + Charbonnier.Of(b).ToDouble(),
            plain.Of([a, b], target).ToDouble(), 1e-5);
        Assert.Equal(plain.Of([a, b], target).ToDouble() + (0.5 * (Edge(a) + Edge(b))), edged.Of([a, b], target).ToDouble(), 1e-5);
    }

    private static double[,] Blurred(double[,] image)
    {
        var side = image.GetLength(0);
        var blurred = new double[side, side];
        for (var r = 0; r < side; r++)
            for (var c = 0; c < side; c++)
                for (var i = -2; i <= 2; i++)
                    for (var k = -2; k <= 2; k++)
                        blurred[r, c] += Blur[i + 2] * Blur[k + 2]
                            * image[Math.Clamp(r + i, 0, side - 1), Math.Clamp(c + k, 0, side - 1)];
        return blurred;
    }

    private static Tensor Noise(params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        new SeedTree(9).Derive("noise").Stream().FillGaussian(values);
        return tensor(values, shape);
    }
}
