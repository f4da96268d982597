namespace Hud.Actors.Protocol;

/// <summary>One life of a node's process. It outlives actor systems, so a rebuilt one keeps its running trials;
/// a new process has a new one, and what the old one ran is known to be gone.</summary>
public readonly record struct Incarnation(string Value)
{
    public static Incarnation New() => new(Guid.NewGuid().ToString("N"));

    public override string ToString() => Value;
}
