using System.Text;

namespace Hud.Engine.Training;

/// <summary>Randomness as a function: every draw is named by (root seed, purpose, indices), so neither batch size,
/// order of work, resume point nor node changes it, and no generator state is ever saved.</summary>
public readonly record struct SeedTree
{
    private readonly ulong _node;

    public SeedTree(long seed) => _node = Mix(unchecked((ulong)seed));

    private SeedTree(ulong node) => _node = node;

    /// <summary>The child for a purpose and its indices (step, image, ...).</summary>
    public SeedTree Derive(string purpose, params ReadOnlySpan<long> indices)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var h = _node;
        foreach (var b in Encoding.UTF8.GetBytes(purpose)) h = Mix(h ^ b);
        // The separator keeps ("a", [1]) apart from a purpose that happens to end in the same bytes.
        h = Mix(h ^ 0xFFUL << 32);
        foreach (var i in indices) h = Mix(h ^ unchecked((ulong)i) * 0xD1B54A32D192ED03UL);
        return new SeedTree(h);
    }

    /// <summary>A fresh stream that starts at this node; asking twice gives the same numbers twice.</summary>
    public RandomStream Stream() => new(_node);

    /// <summary>SplitMix64's finaliser (Steele, Lea, Flood 2014) with its increment.</summary>
    internal static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
