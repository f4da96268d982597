namespace Hud.Cluster.Tests.Support;

/// <summary>The tables of an undisturbed `hud run` on one machine, computed once.</summary>
public sealed class KnownTables
{
    public const int Trials = 2;

    internal static readonly string[] Formats = ["md", "csv", "tex", "json", "html"];

    public KnownTables()
    {
        using var experiment = Experiment();
        var (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        Tables = Formats.ToDictionary(f => f, f => File.ReadAllText(Path.Combine(experiment.Out, $"tables.{f}")));
    }

    public IReadOnlyDictionary<string, string> Tables { get; }

    internal static Experiment Experiment() => new(Trials);
}
