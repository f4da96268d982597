using Hud.Engine.Trials;

namespace Hud.Engine.Tests.Trials;

public sealed class CanaryTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("hud-canary-");

    [Fact]
    public void Hash_is_the_same_again_and_the_one_known_for_this_kind_of_machine()
    {
        var first = Canary.Run(Path.Combine(_scratch.FullName, "first"));
        Assert.Equal(first, Canary.Run(Path.Combine(_scratch.FullName, "second")));
        var architecture = Canary.Architecture();
        TestContext.Current.TestOutputHelper?.WriteLine($"[\"{architecture}\"] = \"{first}\"");
        Assert.Equal(Canary.Expected(architecture) ?? first, first);
    }

    [Fact]
    public void Architecture_says_processor_and_libtorch()
    {
        Assert.Contains("libtorch", Canary.Architecture(), StringComparison.Ordinal);
        Assert.Null(Canary.Expected("a machine nobody has seen"));
    }

    public void Dispose() => _scratch.Delete(recursive: true);
}
