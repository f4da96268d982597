using System.Collections.Immutable;
using Hud.Engine.Training;

namespace Hud.Chaos;

/// <summary>Which faults a campaign meets, as a function of its seed.</summary>
internal static class FaultSchedule
{
    private static readonly TimeSpan FirstAt = TimeSpan.FromSeconds(4);

    /// <param name="kinds">Which may come; every one comes once before one comes twice.</param>
    /// <param name="count">How many.</param>
    /// <param name="gap">Mean time from the end of one fault to the next.</param>
    /// <param name="lease">Freezes and lost nodes outlast it.</param>
    public static ImmutableArray<Fault> Of(
        long seed, ImmutableArray<FaultKind> kinds, int count, TimeSpan gap, TimeSpan lease)
    {
        var random = new SeedTree(seed).Derive("faults").Stream();
        var faults = ImmutableArray.CreateBuilder<Fault>(count);
        var deck = new Queue<FaultKind>();
        var at = FirstAt;
        for (var i = 0; i < count; i++)
        {
            if (deck.Count == 0) deck = new(random.Sample(kinds, kinds.Length));
            var kind = deck.Dequeue();
            var fault = new Fault(kind, at, Length(kind, lease, random), random.NextInt(12));
            faults.Add(fault);
            at = fault.End + (gap * (0.5 + random.NextDouble()));
        }

        return faults.DrainToImmutable();
    }

    private static TimeSpan Length(FaultKind kind, TimeSpan lease, RandomStream random) => kind switch
    {
        FaultKind.FreezeNode => lease + TimeSpan.FromSeconds(2 + random.NextInt(6)),
        FaultKind.FreezeSeed or FaultKind.CutNode or FaultKind.MuteNode or FaultKind.DeafenNode or FaultKind.CutHalf or FaultKind.CutSeed =>
            TimeSpan.FromSeconds(3 + random.NextInt(20)),
        FaultKind.LosePackets or FaultKind.SlowDown or FaultKind.FillNode or FaultKind.FillSeed =>
            TimeSpan.FromSeconds(4 + random.NextInt(8)),
        FaultKind.LoseNode => lease + TimeSpan.FromSeconds(random.NextInt(10)),
        FaultKind.JumpClock or FaultKind.JumpSeedClock => TimeSpan.FromSeconds(8 + random.NextInt(8)),
        FaultKind.StopDatabase => TimeSpan.FromSeconds(30),
        FaultKind.FreezeDatabase => TimeSpan.FromSeconds(5 + random.NextInt(15)),
        _ => TimeSpan.Zero,
    };
}
