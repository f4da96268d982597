namespace Hud.Actors.Protocol;

/// <summary>Chosen by the sender and repeated with every resend: the receiver acts on the first only.</summary>
public readonly record struct CommandId(string Value)
{
    public static CommandId New() => new(Guid.NewGuid().ToString("N"));

    public override string ToString() => Value;
}
