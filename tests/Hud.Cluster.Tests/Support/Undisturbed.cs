namespace Hud.Cluster.Tests.Support;

/// <summary>What a run ends with when nobody disturbs it; computed once for all tests.</summary>
public sealed class Undisturbed
{
    public Undisturbed()
    {
        using var experiment = new Experiment();
        var (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        Bits = experiment.Bits();
    }

    public IReadOnlyList<string> Bits { get; }
}
