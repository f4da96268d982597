using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Engine.Scenes.Formats;

/// <summary>NumPy's .npz: a zip of .npy members, plain or deflated. Members keep their names without ".npy".</summary>
public static class NpzFile
{
    // A member's header fits in this many bytes of preamble and text.
    private const int HeaderBytes = 12_000;

    /// <exception cref="InputException">Not an intact zip, or a member is not an intact .npy.</exception>
    public static IReadOnlyList<ArrayInfo> List(string path)
    {
        using var stream = InputFile.Open(path);
        return Guarded(path, () =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return Members(zip).Select(m => HeaderOf(path, m)).ToList();
        });
    }

    /// <param name="variable">Member without ".npy"; null for the only or largest numeric one.</param>
    public static NumericArray Read(string path, string? variable = null)
    {
        using var stream = InputFile.Open(path);
        return Guarded(path, () =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var members = Members(zip).ToList();
            var infos = members.ConvertAll(m => HeaderOf(path, m));
            var index = VariableChoice.Choose(path, infos, variable);
            return ReadMember(path, members[index]);
        });
    }

    /// <summary>Writes deflated members; each is a name and what to write after opening it.</summary>
    internal static void Write(string path, IEnumerable<(string Name, Action<Stream> Write)> members) =>
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, write) in members)
            {
                using var member = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
                write(member);
            }
        });

    /// <summary>A NumPy string scalar.</summary>
    internal static void WriteText(Stream stream, string text)
    {
        // NumPy has no empty strings in files: '<U0' is read back as '<U1' filled with zeros.
        var utf32 = Encoding.UTF32.GetBytes(text.Length == 0 ? "\0" : text);
        stream.Write(NpyHeader.Write($"<U{utf32.Length / 4}", []));
        stream.Write(utf32);
    }

    internal static string? ReadText(string path, string member)
    {
        using var stream = InputFile.Open(path);
        return Guarded(path, () =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.GetEntry(member + ".npy") is not { } entry || entry.Length > 1 << 16) return null;
            using var content = entry.Open();
            var source = new ByteSource(path, content, entry.Length, $"member '{member}'");
            var header = NpyHeader.Read(source);
            if (!header.Descriptor.StartsWith("<U", StringComparison.Ordinal)) return null;
            return Encoding.UTF32.GetString(source.Take((int)source.Remaining)).TrimEnd('\0');
        });
    }

    private static IEnumerable<ZipArchiveEntry> Members(ZipArchive zip) =>
        zip.Entries.Where(e => e.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase));

    private static string NameOf(ZipArchiveEntry member) => member.FullName[..^4];

    private static ArrayInfo HeaderOf(string path, ZipArchiveEntry member)
    {
        using var content = member.Open();
        var source = new ByteSource(path, content, Math.Min(member.Length, HeaderBytes), $"member '{member.FullName}'");
        return NpyHeader.Read(source).Info(NameOf(member));
    }

    private static NumericArray ReadMember(string path, ZipArchiveEntry member)
    {
        var place = $"member '{member.FullName}'";
        DecompressionLimit.Check(path, place, member.CompressedLength, member.Length);
        using var checkedContent = new Crc32Stream(member.Open());
        var source = new ByteSource(path, checkedContent, member.Length, place);
        var array = NpyFile.ReadArray(source, NameOf(member));
        if (source.Remaining > 0) throw source.Error(null, $"{source.Remaining} bytes follow the samples: the shape is damaged");
        source.Finish("bytes follow the member's declared end");
        if (checkedContent.Crc32 != member.Crc32)
            throw new InputException(path, place, $"{checkedContent.Crc32:x8}",
                $"the CRC-32 of the content must be {member.Crc32:x8}: the file is damaged");
        return array;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        // ZipArchive answers damage in the directory with several kinds of exception, some of them argument errors.
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException
            or OverflowException or InvalidOperationException)
        {
            throw new InputException(path, null, null, $"is not an intact .npz (zip) file: {e.Message}", e);
        }
    }

    private sealed class Crc32Stream(Stream inner) : ForwardStream(inner)
    {
        private readonly Crc32 _crc = new();

        public uint Crc32 => _crc.GetCurrentHashAsUInt32();

        protected override void Passed(ReadOnlySpan<byte> bytes) => _crc.Append(bytes);
    }
}
