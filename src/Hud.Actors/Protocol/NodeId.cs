namespace Hud.Actors.Protocol;

/// <summary>A worker's lasting name: the same after its process was restarted.</summary>
public readonly record struct NodeId(string Value)
{
    public override string ToString() => Value;
}
