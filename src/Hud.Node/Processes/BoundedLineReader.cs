using System.Buffers;
using System.Text;

namespace Hud.Node.Processes;

/// <summary>Lines of a stream that may hold anything: a line longer than the limit is cut there and its rest dropped,
/// so that no child can fill its parent's memory.</summary>
public sealed class BoundedLineReader(Stream stream, int limit = 1 << 20)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _next;
    private int _end;

    /// <returns>The next line without its end; null after the last. A last line without an end counts too.</returns>
    public string? ReadLine()
    {
        var any = false;
        while (_next < _end || Fill())
        {
            any = true;
            var rest = _buffer.AsSpan(_next.._end);
            var length = rest.IndexOf((byte)'\n');
            var part = length < 0 ? rest : rest[..length];
            _line.Write(part[..Math.Min(part.Length, limit - _line.WrittenCount)]);
            _next += length < 0 ? rest.Length : length + 1;
            if (length >= 0) return Take();
        }

        return any ? Take() : null;
    }

    private bool Fill()
    {
        (_next, _end) = (0, stream.Read(_buffer));
        return _end > 0;
    }

    private string Take()
    {
        var text = Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
        _line.ResetWrittenCount();
        return text;
    }
}
