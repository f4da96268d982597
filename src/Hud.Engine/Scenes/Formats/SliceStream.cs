namespace Hud.Engine.Scenes.Formats;

/// <summary>The next <paramref name="length"/> bytes of a stream, which stays open: an inflater that reads ahead cannot
/// run into what follows.</summary>
internal sealed class SliceStream(Stream inner, long length) : ForwardStream(inner, leaveOpen: true)
{
    private long _left = length;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);

    protected override void Passed(ReadOnlySpan<byte> bytes) => _left -= bytes.Length;
}
