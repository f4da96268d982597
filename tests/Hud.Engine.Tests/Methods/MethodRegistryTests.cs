using System.Collections.Immutable;
using Hud.Engine.Methods;
using Hud.Engine.Methods.Hud;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Methods;

public sealed class MethodRegistryTests
{
    private static readonly ScenePin Scene = new("s", new string('0', 64), Provenance.Own, 64, 64, 20, 5);

    [Fact]
    public void Every_method_describes_options_whose_defaults_pass_their_own_rules()
    {
        foreach (var method in MethodRegistry.Describe())
        {
            var defaults = method.Options.ToImmutableSortedDictionary(o => o.Name, o => o.Default);
            var resolved = method.Resolve(Scene, defaults);
            Assert.Equal(method.Options.Select(o => o.Name).Order(StringComparer.Ordinal), resolved.Keys);
            Assert.All(resolved, o => Assert.False(o is { Key: "endmembers", Value: "auto" }));
            Assert.All(method.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Help)));
            Assert.Equal(resolved, method.Resolve(Scene, resolved));
        }
    }

    [Fact]
    public void Names_are_unique_and_found() =>
        Assert.All(MethodRegistry.All, m => Assert.Same(m, MethodRegistry.Get(m.Name)));

    [Theory]
    [InlineData(5, "auto", "5")]
    [InlineData(0, "auto", "9")]
    [InlineData(5, "12", "12")]
    public void Auto_endmembers_become_the_classes_of_the_scene_or_nine_without_ground_truth(int classes, string given, string d)
    {
        var options = ImmutableSortedDictionary<string, string>.Empty.Add("endmembers", given);
        Assert.Equal(d, new HudMethod().Resolve(Scene with { Classes = classes }, options)["endmembers"]);
    }

    [Theory]
    [InlineData(1, "auto")]
    [InlineData(5, "21")]
    public void Endmembers_that_the_scene_cannot_give_are_refused(int classes, string given)
    {
        var options = ImmutableSortedDictionary<string, string>.Empty.Add("endmembers", given);
        var fault = Assert.Throws<InputException>(() => new HudMethod().Resolve(Scene with { Classes = classes }, options));
        Assert.Contains("2 .. 20, the bands of s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_method_is_refused_with_the_nearest_name() => Assert.Contains(
        "did you mean 'hud'?", Assert.Throws<InputException>(() => MethodRegistry.Get("hudd")).Message, StringComparison.Ordinal);
}
