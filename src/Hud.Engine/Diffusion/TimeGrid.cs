namespace Hud.Engine.Diffusion;

/// <summary>Which steps of the schedule a sampler visits: T = t_0 > t_1 > ... > t_S = 0, S network calls.</summary>
public static class TimeGrid
{
    /// <summary>Evenly spread over t; every step for S = T.</summary>
    /// <exception cref="ArgumentOutOfRangeException">S is not in 1 .. T.</exception>
    public static int[] Uniform(NoiseSchedule schedule, int steps)
    {
        Check(schedule, steps);
        return [.. Enumerable.Range(0, steps + 1).Select(i => (int)((long)schedule.Steps * (steps - i) / steps))];
    }

    /// <summary>Evenly spread over lambda_t from T to 1, then 0 (Lu et al. 2022, section 3.3): small steps where the
    /// solution bends. Neighbours that would round to one t are moved apart.</summary>
    public static int[] LogSignalToNoise(NoiseSchedule schedule, int steps)
    {
        Check(schedule, steps);
        var grid = new int[steps + 1];
        grid[0] = schedule.Steps;
        if (steps == 1) return grid;
        var (first, last) = (schedule.LogSignalToNoise(schedule.Steps), schedule.LogSignalToNoise(1));
        var t = 1;
        for (var i = steps - 1; i > 0; i--)
        {
            var target = first + ((last - first) * i / (steps - 1));
            while (t < schedule.Steps && Nearer(schedule, t + 1, t, target)) t++;
            t = Math.Min(Math.Max(t, i == steps - 1 ? 1 : grid[i + 1] + 1), schedule.Steps - i);
            grid[i] = t;
        }

        return grid;
    }

    private static bool Nearer(NoiseSchedule schedule, int candidate, int current, double target) =>
        Math.Abs(schedule.LogSignalToNoise(candidate) - target) <= Math.Abs(schedule.LogSignalToNoise(current) - target);

    private static void Check(NoiseSchedule schedule, int steps)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, schedule.Steps);
    }
}
