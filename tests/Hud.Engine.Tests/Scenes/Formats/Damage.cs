using Hud.Engine.Scenes.Formats;
using Hud.Engine.Training;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>Damages files in many ways and holds their reading to the rule: an <see cref="InputException"/> or an array
/// as large as its shape, with bounded memory.</summary>
internal static class Damage
{
    /// <summary>Cut, flipped, overwritten or zeroed at places drawn from the seed.</summary>
    public static byte[] Of(byte[] intact, long seed)
    {
        var random = new SeedTree(seed).Derive("damage").Stream();
        if (random.NextInt(5) == 0) return intact[..random.NextInt(intact.Length)];
        var bytes = (byte[])intact.Clone();
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var at = random.NextInt(bytes.Length);
            switch (random.NextInt(4))
            {
                case 0:
                    bytes[at] = (byte)random.NextUInt64();
                    break;
                case 1:
                    bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill((byte)(random.NextInt(2) * 255));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Reads all it can and returns the bytes allocated on the way.</summary>
    public static long ReadAll(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var info in Try(() => ArrayFiles.List(path)) ?? [])
        {
            if (!info.IsNumeric || Try(() => ArrayFiles.Read(path, info.Name)) is not { } array) continue;
            Assert.Equal(array.Shape.Aggregate(1L, (n, d) => n * d), array.ToDoubles().Length);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (InputException)
        {
            return null;
        }
    }
}
