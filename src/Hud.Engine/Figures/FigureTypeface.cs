using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Inter, the one typeface of all figures. It travels inside this assembly, so that figures look the same on
/// a machine without a single font.</summary>
internal static class FigureTypeface
{
    public const string Family = "Inter";

    private static readonly Lazy<SKTypeface> LazyRegular = new(() => Load("Inter-Regular.ttf"));
    private static readonly Lazy<SKTypeface> LazyBold = new(() => Load("Inter-SemiBold.ttf"));

    public static SKTypeface Regular => LazyRegular.Value;

    public static SKTypeface Bold => LazyBold.Value;

    private static SKTypeface Load(string file)
    {
        using var data = SKData.CreateCopy(Extract(file));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"{file} is no font.");
    }

    /// <summary>The package serves the fonts only inside an assembly, which is embedded here unexecuted: its
    /// resource "!AvaloniaResources" is an index (path, offset, size) followed by the files.</summary>
    private static byte[] Extract(string file)
    {
        using var assembly = typeof(FigureTypeface).Assembly.GetManifestResourceStream("Inter.dll")!;
        using var pe = new PEReader(assembly);
        var metadata = pe.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .Single(r => metadata.GetString(r.Name) == "!AvaloniaResources");
        var section = pe.GetSectionData(pe.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var start = (int)resource.Offset + sizeof(int); // a resource begins with its own length
        var reader = section.GetReader(start, section.Length - start);
        var indexLength = reader.ReadInt32();
        reader.ReadInt32(); // version
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var path = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadCompressedInteger()));
            var (offset, size) = (reader.ReadInt32(), reader.ReadInt32());
            if (path.EndsWith("/" + file, StringComparison.Ordinal))
                return [.. section.GetContent(start + sizeof(int) + indexLength + offset, size)];
        }

        throw new InvalidOperationException($"{file} is not in the embedded fonts.");
    }
}
