using System.Globalization;

namespace Hud.Engine.Native;

/// <summary>A GPU as nvidia-smi tells of it.</summary>
/// <param name="Index">Its number on the machine, from 0.</param>
/// <param name="Uuid">Names it whatever its number is.</param>
/// <param name="MemoryMib">Null where it shares the machine's.</param>
/// <param name="UsedMib">By all processes, now.</param>
public sealed record Gpu(int Index, string Uuid, string Name, long? MemoryMib, long? UsedMib)
{
    /// <summary>What nvidia-smi is asked for, in the order of <see cref="Parse"/>.</summary>
    public const string Query = "index,uuid,name,memory.total,memory.used";

    /// <param name="line">One line of its CSV without header and units.</param>
    /// <returns>Null for a line that tells of no GPU.</returns>
    public static Gpu? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length < 5 || !int.TryParse(fields[0], CultureInfo.InvariantCulture, out var index) || fields[1].Length == 0) return null;
        return new(index, fields[1], string.Join(", ", fields[2..^2]), Mib(fields[^2]), Mib(fields[^1]));
    }

    /// <summary>Those that CUDA would show to a process with this CUDA_VISIBLE_DEVICES, in its order; nvidia-smi lists all.</summary>
    /// <param name="visible">Numbers and UUIDs (or their beginnings) between commas; null shows all. As with CUDA the first that
    /// does not exist ends the list.</param>
    public static IReadOnlyList<Gpu> Visible(IReadOnlyList<Gpu> all, string? visible)
    {
        ArgumentNullException.ThrowIfNull(all);
        if (visible is null) return all;
        return
        [
            .. visible.Split(',', StringSplitOptions.TrimEntries)
                .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? all.FirstOrDefault(g => g.Index == index)
                    : all.FirstOrDefault(g => word.Length > 0 && g.Uuid.StartsWith(word, StringComparison.Ordinal)))
                .TakeWhile(g => g is not null).Select(g => g!),
        ];
    }

    public override string ToString() =>
        MemoryMib is { } mib ? string.Create(CultureInfo.InvariantCulture, $"{Name}, {mib / 1024.0:0} GiB") : Name;

    private static long? Mib(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? mib : null;
}
