using System.Buffers.Binary;
using System.Text;

namespace Hud.Engine.Native;

/// <summary>As much of a 64-bit little-endian ELF shared library as <see cref="BindingPatch"/> needs (gABI; Drepper,
/// "ELF Symbol Versioning"). Offsets are into the file.</summary>
internal sealed class ElfImage
{
    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint VersionOfSymbols = 0x6fffffff;
    private const int SymbolSize = 24;

    private readonly byte[] _file;
    private readonly int _strings;

    /// <exception cref="InvalidDataException">Not such a library, or cut short.</exception>
    public ElfImage(byte[] file)
    {
        _file = file;
        if (file.Length < 64 || !file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8)) throw Broken("not a 64-bit little-endian ELF file");
        try
        {
            var sections = Enumerable.Range(0, U16(60)).Select(i => checked((int)U64(40)) + (i * U16(58))).ToArray();
            int Find(uint type) => sections.FirstOrDefault(s => U32(s + 4) == type, -1) is >= 0 and var s ? s : throw Broken($"no section of type {type:x}");
            int Offset(int section) => checked((int)U64(section + 24));

            var symbols = Find(DynamicSymbols);
            _strings = Offset(sections[U32(symbols + 40)]);
            var count = checked((int)U64(symbols + 32)) / SymbolSize;
            var versions = Offset(Find(VersionOfSymbols));
            Symbols = [.. Enumerable.Range(0, count).Select(i => new Symbol(
                _strings + (int)U32(Offset(symbols) + (i * SymbolSize)), (ushort)(U16(versions + (2 * i)) & 0x7fff)))];
            Needs = [.. ReadNeeds(Offset(Find(VersionNeeds)))];
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("ELF: cut short or inconsistent", e);
        }
    }

    public IReadOnlyList<Symbol> Symbols { get; }

    public IReadOnlyList<Need> Needs { get; }

    /// <summary>The zero-terminated string at a file offset.</summary>
    public string Text(int offset)
    {
        var rest = _file.AsSpan(offset);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    public static InvalidDataException Broken(string what) => new($"ELF: {what}");

    private IEnumerable<Need> ReadNeeds(int library)
    {
        while (true)
        {
            var version = library + (int)U32(library + 8);
            for (var i = 0; i < U16(library + 2); i++)
            {
                yield return new(version, Text(_strings + (int)U32(version + 8)), U16(version + 6));
                version += (int)U32(version + 12);
            }

            if (U32(library + 12) == 0) yield break;
            library += (int)U32(library + 12);
        }
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at));

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at));

    /// <param name="Name">Offset of the name.</param>
    /// <param name="Version">Index that a <see cref="Need"/> defines; 0 and 1 mean none.</param>
    public readonly record struct Symbol(int Name, ushort Version);

    /// <summary>One Vernaux record: hash (4 bytes), flags (2), index (2), name (4), next (4).</summary>
    public readonly record struct Need(int Offset, string Version, ushort Index);
}
