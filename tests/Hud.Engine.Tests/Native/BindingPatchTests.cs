using System.Text;
using Hud.Engine.Native;

namespace Hud.Engine.Tests.Native;

public class BindingPatchTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));

    [Fact]
    public void Patching_changes_nineteen_bytes_and_no_length()
    {
        var patched = BindingPatch.Apply(Shipped);

        Assert.Equal(Shipped.Length, patched.Length);
        Assert.Equal(19, Shipped.Zip(patched).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Patching_leaves_its_input_alone()
    {
        var before = (byte[])Shipped.Clone();
        BindingPatch.Apply(Shipped);
        Assert.Equal(before, Shipped);
    }

    [Fact]
    public void Patching_twice_is_patching_once()
    {
        var once = BindingPatch.Apply(Shipped);
        Assert.Equal(once, BindingPatch.Apply(once));
    }

    [Fact]
    public void The_patched_library_no_longer_asks_for_the_missing_version()
    {
        var elf = new ElfImage(BindingPatch.Apply(Shipped));
        Assert.DoesNotContain(elf.Needs, need => need.Version == BindingLoader.MissingVersion);
        Assert.Contains(elf.Symbols, symbol => elf.Text(symbol.Name) == "_ZNSt8ios_base4InitC1Ev");
    }

    [Fact]
    public void A_library_without_the_hook_is_refused()
    {
        var other = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libc10.so"));
        Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(other));
    }

    [Fact]
    public void A_library_that_uses_the_version_for_another_symbol_is_refused()
    {
        var altered = (byte[])Shipped.Clone();
        var name = altered.AsSpan().IndexOf("_ZSt21ios_base_library_initv"u8);
        altered[name + 5]++;
        Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(altered));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void A_library_cut_short_is_refused(int length) =>
        Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(Shipped[..length]));

    [Fact]
    public void Text_is_refused() =>
        Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(Encoding.UTF8.GetBytes(new string('x', 500))));
}
