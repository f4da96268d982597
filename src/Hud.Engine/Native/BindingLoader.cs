namespace Hud.Engine.Native;

/// <summary>Decides between TorchSharp's binding as shipped and its <see cref="BindingPatch">changed copy</see>.</summary>
internal static class BindingLoader
{
    /// <summary>The symbol version that libstdc++ before GCC 13 (Debian 12, Ubuntu 22.04) lacks.</summary>
    public const string MissingVersion = "GLIBCXX_3.4.32";

    /// <param name="load">Loads a library by path; throws <see cref="DllNotFoundException"/> with the linker's words.</param>
    /// <returns>True when the changed copy was needed.</returns>
    public static bool Load(string path, Func<string, nint> load, Func<string, byte[]> read)
    {
        try
        {
            load(path);
            return false;
        }
        catch (DllNotFoundException e) when (e.Message.Contains(MissingVersion, StringComparison.Ordinal))
        {
            var copy = Path.Combine(Path.GetTempPath(), $"hud-{Guid.NewGuid():N}.so");
            try
            {
                File.WriteAllBytes(copy, BindingPatch.Apply(read(path)));
                load(copy);
                return true;
            }
            finally
            {
                // The mapping stays; the file need not.
                File.Delete(copy);
            }
        }
    }
}
