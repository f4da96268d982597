using Hud.Engine.Methods;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Methods;

public sealed class OptionBindingTests
{
    public enum Colour { Red, DarkBlue }

    public sealed record Sample
    {
        [Option("Whole", Min = 1, Max = 10)]
        public int Count { get; init; } = 3;

        [Option("Long")]
        public long BigSeed { get; init; } = -5;

        [Option("Real", Min = 0)]
        public double Rate { get; init; } = 2e-4;

        [Option("Flag")]
        public bool OnOff { get; init; } = true;

        [Option("Enum")]
        public Colour PaintColour { get; init; } = Colour.DarkBlue;

        [Option("Words", Choices = ["a", "b"])]
        public string Word { get; init; } = "b";

        [Option("Maybe", Min = 2)]
        public int? Members { get; init; }

        [Option("Maybe real", Max = 1)]
        public double? Share { get; init; }

        public int NotAnOption { get; init; } = 99;
    }

    [Fact]
    public void Description_follows_the_record_in_order_names_kinds_defaults_and_bounds()
    {
        var options = OptionBinding.Describe(typeof(Sample));
        Assert.Equal(["count", "big_seed", "rate", "on_off", "paint_colour", "word", "members", "share"], options.Select(o => o.Name));
        Assert.Equal(["3", "-5", "0.0002", "true", "dark_blue", "b", "auto", "auto"], options.Select(o => o.Default));
        Assert.Equal(
            [OptionKind.Integer, OptionKind.Integer, OptionKind.Real, OptionKind.Flag, OptionKind.Choice, OptionKind.Choice,
                OptionKind.Integer, OptionKind.Real],
            options.Select(o => o.Kind));
        Assert.Equal((1.0, 10.0), (options[0].Minimum!.Value, options[0].Maximum!.Value));
        Assert.Null(options[1].Minimum);
        Assert.Equal(["red", "dark_blue"], options[4].Choices);
        Assert.Equal("Whole", options[0].Help);
    }

    [Fact]
    public void Bound_record_holds_the_given_values_and_the_defaults_of_the_rest()
    {
        var sample = OptionBinding.Bind<Sample>("m", new Dictionary<string, string>
        {
            ["count"] = "10",
            ["rate"] = "1E-05",
            ["paint_colour"] = "red",
            ["members"] = "4",
            ["share"] = "0.5",
            ["on_off"] = "false",
        });
        Assert.Equal(
            new Sample { Count = 10, Rate = 1e-5, PaintColour = Colour.Red, Members = 4, Share = 0.5, OnOff = false }, sample);
    }

    [Fact]
    public void Text_of_a_record_binds_back_to_the_same_record()
    {
        var sample = new Sample { Count = 7, BigSeed = long.MinValue, Rate = 0.1 + 0.2, Word = "a", Members = null };
        Assert.Equal(sample, OptionBinding.Bind<Sample>("m", OptionBinding.Text(sample)));
    }

    [Theory]
    [InlineData("count", "0", "in 1 .. 10")]
    [InlineData("count", "11", "in 1 .. 10")]
    [InlineData("count", "2.5", "whole number")]
    [InlineData("count", "99999999999", "whole number")]
    [InlineData("rate", "-1", "at least 0")]
    [InlineData("rate", "NaN", "finite")]
    [InlineData("rate", "fast", "finite number")]
    [InlineData("on_off", "yes", "true or false")]
    [InlineData("paint_colour", "dark_blu", "did you mean 'dark_blue'?")]
    [InlineData("word", "c", "one of a, b")]
    [InlineData("members", "1", "at least 2 or auto")]
    [InlineData("members", "few", "whole number at least 2 or auto")]
    [InlineData("members", "some", "or auto")]
    [InlineData("share", "2", "at most 1")]
    [InlineData("share", "some", "or auto")]
    [InlineData("cuont", "3", "did you mean 'count'?")]
    [InlineData("not_an_option", "3", "unknown option")]
    public void Wrong_option_is_refused_by_name_value_and_rule(string name, string value, string rule)
    {
        var fault = Assert.Throws<InputException>(() =>
            OptionBinding.Bind<Sample>("m", new Dictionary<string, string> { [name] = value }));
        Assert.Contains("method m", fault.Message, StringComparison.Ordinal);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains(rule, fault.Message, StringComparison.Ordinal);
    }
}
