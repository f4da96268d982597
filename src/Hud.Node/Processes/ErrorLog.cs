using System.Text;

namespace Hud.Node.Processes;

/// <summary>Appends a child's standard error to a file and remembers its end. A full disk costs the file, never the
/// child: the stream is read to its end whatever happens.</summary>
internal sealed class ErrorLog : IDisposable
{
    private const int TailLines = 3;

    private readonly Lock _gate = new();
    private readonly Queue<string> _tail = [];
    private readonly StreamWriter? _file;

    public ErrorLog(string path)
    {
        try
        {
            _file = new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true };
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Add($"(no {Path.GetFileName(path)}: {failed.Message})");
        }
    }

    public string Tail
    {
        get
        {
            lock (_gate) return string.Join("; ", _tail);
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            Remember(line.Trim());
            try
            {
                _file?.WriteLine(line);
            }
            catch (IOException)
            {
                // The tail in memory is what the report shows.
            }
        }
    }

    /// <summary>Stack frames are for the file; what people want is the message above them.</summary>
    private void Remember(string line)
    {
        if (line.Length == 0 || line.StartsWith("at ", StringComparison.Ordinal)) return;
        if (_tail.Count == TailLines) _tail.Dequeue();
        _tail.Enqueue(line.Length > 400 ? line[..400] : line);
    }

    public void Dispose()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // As above: nothing in the buffer is worth the attempt.
        }
    }
}
