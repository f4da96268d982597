namespace Hud.Engine.Training;

/// <summary>Numbers of one <see cref="SeedTree"/> node: SplitMix64, period 2^64. Not thread-safe; make one per use.</summary>
public sealed class RandomStream(ulong state)
{
    private ulong _state = state;
    private double _spare = double.NaN;

    public ulong NextUInt64()
    {
        var value = SeedTree.Mix(_state);
        _state += 0x9E3779B97F4A7C15UL;
        return value;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. exclusiveMaximum - 1; the bias is below 2^-32 for every int.</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMaximum, out _);
    }

    /// <summary>Standard normal by Box-Muller; both of a pair are used.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextDouble());
        _spare = radius * sin;
        return radius * cos;
    }

    /// <summary>Without replacement and in random order; all of them, shuffled, where there are no more than <paramref name="count"/>.</summary>
    public T[] Sample<T>(IEnumerable<T> items, int count)
    {
        var pool = items.ToArray();
        var taken = Math.Min(count, pool.Length);
        for (var i = 0; i < taken; i++)
        {
            var j = i + NextInt(pool.Length - i);
            (pool[i], pool[j]) = (pool[j], pool[i]);
        }

        return pool[..taken];
    }

    public void FillGaussian(Span<float> target)
    {
        for (var i = 0; i < target.Length; i++) target[i] = (float)NextGaussian();
    }
}
