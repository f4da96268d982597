using System.Security.Cryptography;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Files;

namespace Hud.Seed.Artifacts;

/// <summary>Takes files in, part by part. Parts gather in a hidden file named by the whole's SHA-256, which outlives
/// broken connections and restarts; nothing is visible before the whole is verified and flushed to disk.</summary>
public sealed class UploadDesk(ArtifactFolder folder, ArtifactOptions options, TimeProvider time)
{
    /// <summary>Between two measurements of the store; files that come in meanwhile are added.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _size;
    private long? _measured;

    public const string PartialEnding = ".part";

    /// <returns>How much of the file is here.</returns>
    public long Offset(AttemptId attempt, string name, string sha256)
    {
        if (folder.Find(attempt, name) is { } whole && whole.Sha256 == sha256) return whole.Bytes;
        var partial = new FileInfo(PartialOf(attempt, sha256));
        return partial.Exists ? partial.Length : 0;
    }

    /// <exception cref="IOException">The disk fails in another way than being full, or the sender hangs up.</exception>
    public async Task<UploadResult> Take(AttemptId attempt, string name, UploadPart part, Stream body, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(body);
        if (folder.Find(attempt, name) is { } whole && whole.Sha256 == part.Sha256)
            return new(UploadOutcome.Complete, whole.Bytes);
        if (part.Length > options.MaximumFile || folder.List(attempt).Length >= options.MaximumFiles)
            return new(UploadOutcome.TooLarge, 0);
        var path = PartialOf(attempt, part.Sha256);
        try
        {
            Directory.CreateDirectory(folder.FolderOf(attempt));
            if (FreeSpace() < options.Reserve || (options.MaximumSize is { } most && most - Size() < part.Length - part.Offset)) return new(UploadOutcome.DiskFull, 0);
            if (Open(path) is not { } file) return new(UploadOutcome.Conflict, part.Offset);
            await using (file)
            {
                if (file.Length != part.Offset) return new(UploadOutcome.Conflict, file.Length);
                return await Append(file, attempt, name, part, body, stop);
            }
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            File.Delete(path);
            return new(UploadOutcome.DiskFull, 0);
        }
    }

    private async Task<UploadResult> Append(
        FileStream file, AttemptId attempt, string name, UploadPart part, Stream body, CancellationToken stop)
    {
        file.Seek(0, SeekOrigin.End);
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, stop) is var count and > 0)
        {
            if (file.Length + count > part.Length)
            {
                File.Delete(file.Name);
                return new(UploadOutcome.Corrupt, 0);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None);
        }

        if (file.Length < part.Length) return new(UploadOutcome.Partial, file.Length);
        file.Flush(flushToDisk: true);
        file.Seek(0, SeekOrigin.Begin);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, CancellationToken.None)) != part.Sha256)
        {
            File.Delete(file.Name);
            return new(UploadOutcome.Corrupt, 0);
        }

        folder.Publish(attempt, name, part.Length, part.Sha256, file.Name);
        lock (_gate) _size += part.Length;
        return new(UploadOutcome.Complete, part.Length);
    }

    /// <returns>Null when another connection writes it.</returns>
    private static FileStream? Open(string path)
    {
        try
        {
            // Unbuffered: what arrived before a broken connection is in the file.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException busy) when (busy.HResult is 11 || (busy.HResult & 0xFFFF) is 0x20)
        {
            return null;
        }
    }

    private long Size()
    {
        lock (_gate)
        {
            if (_measured is not { } at || time.GetElapsedTime(at) >= Period)
                (_size, _measured) = (folder.Size(), time.GetTimestamp());
            return _size;
        }
    }

    private long FreeSpace() => new DriveInfo(folder.Root).AvailableFreeSpace;

    private string PartialOf(AttemptId attempt, string sha256) => ArtifactName.IsSha256(sha256)
        ? Path.Combine(folder.FolderOf(attempt), $".{sha256}{PartialEnding}")
        : throw new ArgumentException("not a SHA-256", nameof(sha256));
}
