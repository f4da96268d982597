using System.Security.Cryptography;

namespace Hud.Node.Artifacts;

/// <summary>A file as long as it was when opened: others may append to it, replace or delete it meanwhile.</summary>
internal sealed class FileCut : IAsyncDisposable
{
    private readonly FileStream _stream;

    private FileCut(FileStream stream) => (_stream, Length) = (stream, stream.Length);

    public long Length { get; }

    /// <exception cref="FileNotFoundException">It has gone.</exception>
    public static FileCut Open(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (DirectoryNotFoundException gone)
        {
            throw new FileNotFoundException(gone.Message, path, gone);
        }
    }

    /// <summary>At most <paramref name="count"/> bytes from <paramref name="offset"/>.</summary>
    public async Task<ReadOnlyMemory<byte>> Read(long offset, int count, CancellationToken stop)
    {
        var buffer = new byte[Math.Min(count, Length - offset)];
        _stream.Position = offset;
        await _stream.ReadExactlyAsync(buffer, stop);
        return buffer;
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    public async Task<string> Hash(CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var offset = 0L; offset < Length;)
        {
            var part = await Read(offset, 1 << 20, stop);
            hash.AppendData(part.Span);
            offset += part.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
