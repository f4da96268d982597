using Hud.Engine.Augmentation;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Augmentation;

public sealed class NoisyCopiesTests
{
    private static readonly LabelledPixels Originals = new([new Cube(1, 2, 2, [0.4f, 0.8f, 0.2f, 0.1f])], [[1, 2]]);

    [Fact]
    public void Copies_are_as_many_as_what_they_stand_for_where_there_is_something_to_copy()
    {
        var like = new LabelledPixels([new Cube(1, 5, 2)], [[1, 1, 1, 3, 0]]);
        var copies = new NoisyCopies(Originals, like, [1, 1], new SeedTree(1));
        Assert.Equal([3, 0, 0], Enumerable.Range(1, 3).Select(copies.CountOf));
    }

    [Fact]
    public void Copies_without_noise_are_their_original_brighter_or_darker_by_a_tenth_at_most()
    {
        var like = new LabelledPixels([new Cube(1, 400, 2)], [[.. Enumerable.Repeat((byte)1, 400)]]);
        var copies = new NoisyCopies(Originals, like, [0, 0], new SeedTree(1));
        var factors = Enumerable.Range(0, 400).Select(i =>
        {
            var spectrum = new float[2];
            copies.Fill(1, i, spectrum);
            Assert.Equal(2, spectrum[1] / spectrum[0], 1e-5);
            return spectrum[0] / 0.4;
        }).ToList();
        Assert.InRange(factors.Min(), 0.9, 0.905);
        Assert.InRange(factors.Max(), 1.095, 1.1);
        Assert.Equal(400, factors.Distinct().Count());
    }

    [Fact]
    public void Copy_is_a_function_of_its_number()
    {
        var copies = new NoisyCopies(Originals, Originals, [1, 1], new SeedTree(1));
        var (once, again) = (new float[2], new float[2]);
        copies.Fill(1, 0, once);
        copies.Fill(1, 0, again);
        Assert.Equal(once, again);
    }
}
