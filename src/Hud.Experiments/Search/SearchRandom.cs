namespace Hud.Experiments.Search;

/// <summary>Random numbers of one suggestion (SplitMix64, Steele et al. 2014): a function of the search's seed and the point's
/// number, the same in every build and on every machine.</summary>
public sealed class SearchRandom(long seed, long number)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mixed(Mixed((ulong)seed + Golden) ^ (ulong)number);

    /// <summary>64 even bits.</summary>
    public ulong Bits() => Mixed(_state += Golden);

    /// <summary>From 0, below 1.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
