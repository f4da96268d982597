using System.Text;

namespace Hud.Engine.Native;

/// <summary>TorchSharp 0.107's binding asks libstdc++ for one symbol that Debian 12 and Ubuntu 22.04 lack: a start-up hook
/// of GCC 13. Its older equivalent, the constructor of std::ios_base::Init, does the same (it raises a reference count and
/// never touches its argument). The patch renames the symbol and asks for the version that has always been there.</summary>
internal static class BindingPatch
{
    private const string Modern = "_ZSt21ios_base_library_initv";
    private const string Classic = "_ZNSt8ios_base4InitC1Ev";
    private const string ClassicVersion = "GLIBCXX_3.4";

    /// <summary>A changed copy; a file that is changed already comes back equal.</summary>
    /// <exception cref="InvalidDataException">Not a library whose only need of that version is the hook.</exception>
    public static byte[] Apply(byte[] file)
    {
        var elf = new ElfImage(file);
        var patched = (byte[])file.Clone();
        var modern = elf.Needs.SingleOrDefault(n => n.Version == BindingLoader.MissingVersion);
        if (modern.Version is null)
        {
            // Only a patched library asks for the classic version twice.
            return elf.Needs.Count(n => n.Version == ClassicVersion) == 2 && elf.Symbols.Any(s => elf.Text(s.Name) == Classic)
                ? patched
                : throw ElfImage.Broken($"the library does not ask for {BindingLoader.MissingVersion}");
        }

        var classic = elf.Needs.FirstOrDefault(n => n.Version == ClassicVersion);
        var users = elf.Symbols.Where(s => s.Version == modern.Index).ToArray();
        if (classic.Version is null || users.Length != 1 || elf.Text(users[0].Name) != Modern)
            throw ElfImage.Broken($"the library uses {BindingLoader.MissingVersion} for more than {Modern}");
        // A linker may let names share bytes: renaming one must not rename another.
        if (elf.Symbols.Count(s => s.Name >= users[0].Name && s.Name <= users[0].Name + Modern.Length) != 1)
            throw ElfImage.Broken($"another symbol's name overlaps {Modern}");

        file.AsSpan(classic.Offset, 4).CopyTo(patched.AsSpan(modern.Offset));
        file.AsSpan(classic.Offset + 8, 4).CopyTo(patched.AsSpan(modern.Offset + 8));
        Encoding.ASCII.GetBytes(Classic + '\0').CopyTo(patched.AsSpan(users[0].Name));
        return patched;
    }
}
