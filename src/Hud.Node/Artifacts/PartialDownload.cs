using System.Security.Cryptography;
using Hud.Actors.Artifacts;

namespace Hud.Node.Artifacts;

/// <summary>A file on its way here: gathers under a hidden name that says which content it will be, so that another try,
/// or another process, goes on from it.</summary>
internal sealed class PartialDownload : IDisposable
{
    private readonly string _path;
    private readonly StoredFile _file;
    private readonly FileStream _stream;

    public PartialDownload(string path, StoredFile file)
    {
        (_path, _file) = (path, file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{file.Sha256}.part");
        _stream = new FileStream(temporary, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        if (_stream.Length >= file.Bytes) _stream.SetLength(0);
    }

    public long Offset => _stream.Length;

    /// <exception cref="IOException">It broke off, or what came is not what was asked for.</exception>
    public async Task Append(Stream body, bool resumed, CancellationToken stop)
    {
        if (!resumed) _stream.SetLength(0);
        _stream.Seek(0, SeekOrigin.End);
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, stop) is var count and > 0)
        {
            await _stream.WriteAsync(buffer.AsMemory(0, count), stop);
            if (_stream.Length > _file.Bytes) Discard("it is longer than announced");
        }

        if (_stream.Length < _file.Bytes) throw new IOException($"{_file.Name} broke off after {_stream.Length} bytes");
        _stream.Flush(flushToDisk: true);
        _stream.Seek(0, SeekOrigin.Begin);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(_stream, stop)) != _file.Sha256) Discard("its SHA-256 is another");
        File.Move(_stream.Name, _path, overwrite: true);
    }

    public void Dispose() => _stream.Dispose();

    private void Discard(string why)
    {
        File.Delete(_stream.Name);
        throw new IOException($"{_file.Name} arrived damaged: {why}");
    }
}
