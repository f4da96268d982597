using System.Runtime.CompilerServices;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Between PureHDF and a file that may be damaged: MATLAB's HDF5 carries no checksums, and a wrong address can
/// make a tree its own child. Then this ends the walk with an exception before time or the stack runs out.</summary>
internal sealed class Hdf5GuardStream(FileStream inner) : Stream
{
    // An intact file is read about once; trees of chunks are searched again for every chunk.
    private const int Rereads = 64;
    private const long FreeBytes = 16L << 20;

    private readonly long _budget = FreeBytes + (Rereads * inner.Length);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _read += buffer.Length;
        if (_read > _budget) throw new InvalidDataException("its addresses lead in circles");
        return inner.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
