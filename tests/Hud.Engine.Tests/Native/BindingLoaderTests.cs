using Hud.Engine.Native;

namespace Hud.Engine.Tests.Native;

public class BindingLoaderTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    [Fact]
    public void Where_the_shipped_library_loads_nothing_is_patched()
    {
        var asked = new List<string>();
        var patched = BindingLoader.Load(Shipped, path => { asked.Add(path); return 1; }, _ => throw new InvalidOperationException("read"));

        Assert.False(patched);
        Assert.Equal([Shipped], asked);
    }

    [Fact]
    public void Where_libstdcxx_is_too_old_a_patched_copy_is_loaded_and_deleted()
    {
        var asked = new List<string>();
        byte[] copy = [];
        var patched = BindingLoader.Load(Shipped, path =>
        {
            asked.Add(path);
            if (path == Shipped) throw new DllNotFoundException("version `GLIBCXX_3.4.32' not found");
            copy = File.ReadAllBytes(path);
            return 1;
        }, File.ReadAllBytes);

        Assert.True(patched);
        Assert.Equal(BindingPatch.Apply(File.ReadAllBytes(Shipped)), copy);
        Assert.False(File.Exists(asked[1]), "the temporary copy must go");
    }

    [Fact]
    public void The_copy_is_deleted_even_when_it_does_not_load()
    {
        var asked = new List<string>();
        Assert.Throws<DllNotFoundException>(() => BindingLoader.Load(Shipped, path =>
        {
            asked.Add(path);
            throw new DllNotFoundException("version `GLIBCXX_3.4.32' not found");
        }, File.ReadAllBytes));

        Assert.Equal(2, asked.Count);
        Assert.False(File.Exists(asked[1]));
    }

    [Fact]
    public void Any_other_failure_is_reported_as_it_is()
    {
        var error = Assert.Throws<DllNotFoundException>(() => BindingLoader.Load(
            Shipped, _ => throw new DllNotFoundException("libtorch.so: cannot open"), File.ReadAllBytes));
        Assert.Contains("libtorch.so", error.Message, StringComparison.Ordinal);
    }
}
