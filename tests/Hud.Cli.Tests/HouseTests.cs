using System.Reflection;

namespace Hud.Cli.Tests;

/// <summary>DESIGN.md section 3: who may know whom.</summary>
public sealed class HouseTests
{
    public static TheoryData<string, string[]> MayKnow => new()
    {
        { "Hud.Experiments", [] },
        { "Hud.Engine", ["Hud.Experiments"] },
        { "Hud.Actors", ["Hud.Experiments"] },
        { "Hud.Http", ["Hud.Experiments", "Hud.Actors"] },
        { "Hud.Seed", ["Hud.Experiments", "Hud.Actors", "Hud.Http"] },
        { "Hud.Node", ["Hud.Experiments", "Hud.Actors", "Hud.Engine", "Hud.Http"] },
        { "hud", ["Hud.Experiments", "Hud.Actors", "Hud.Engine", "Hud.Http", "Hud.Seed", "Hud.Node"] },
    };

    [Theory, MemberData(nameof(MayKnow))]
    public void Project_references_only_those_it_may_know(string project, string[] allowed)
    {
        var unexpected = References(project).Where(n => n.StartsWith("Hud.", StringComparison.Ordinal)).Except(allowed);
        Assert.Empty(unexpected);
    }

    [Theory]
    [InlineData("Hud.Experiments", "Akka", "TorchSharp")]
    [InlineData("Hud.Engine", "Akka", "Akka.Cluster")]
    [InlineData("Hud.Actors", "TorchSharp", "SkiaSharp")]
    [InlineData("Hud.Seed", "TorchSharp", "SkiaSharp")]
    public void Project_does_not_reference_the_libraries_of_the_other_half(string project, params string[] forbidden)
    {
        Assert.Empty(References(project).Intersect(forbidden));
    }

    private static List<string> References(string project) =>
        [.. Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!)];
}
