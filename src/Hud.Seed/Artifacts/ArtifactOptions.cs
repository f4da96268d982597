using System.Collections.Immutable;
using Hud.Experiments.Configuration;

namespace Hud.Seed.Artifacts;

/// <summary>Bounds of the artifact store; section <c>artifacts</c> of a configuration.</summary>
public sealed record ArtifactOptions
{
    public static ImmutableArray<string> Keys { get; } = ["folder", "url", "max_file", "max_files", "max_size", "reserve"];

    /// <summary>Largest file in bytes.</summary>
    public long MaximumFile { get; init; } = 64L << 30;

    /// <summary>Most files an attempt may have.</summary>
    public int MaximumFiles { get; init; } = 10_000;

    /// <summary>Uploads wait while the store holds more than this, in bytes; null for as much as the disk takes.</summary>
    public long? MaximumSize { get; init; }

    /// <summary>Uploads wait while less than this is free on the disk, in bytes: the journal may live there too.</summary>
    public long Reserve { get; init; } = 256 << 20;

    /// <exception cref="Hud.Experiments.InputException">A value is out of its range.</exception>
    public static ArtifactOptions From(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var preset = new ArtifactOptions();
        return preset with
        {
            MaximumFile = section.Bytes("max_file", preset.MaximumFile, 1 << 20, 1L << 50),
            MaximumFiles = section.Integer("max_files", preset.MaximumFiles, 100, 1_000_000),
            MaximumSize = section.Find("max_size") is null ? null : section.Bytes("max_size", 0, 1 << 20, 1L << 55),
            Reserve = section.Bytes("reserve", preset.Reserve, 0, 1L << 50),
        };
    }
}
