using Hud.Engine.Diffusion;

namespace Hud.Engine.Tests.Diffusion;

public sealed class TimeGridTests
{
    [Fact]
    public void Both_grids_descend_from_T_to_zero_with_exactly_the_asked_number_of_calls()
    {
        foreach (var schedule in (NoiseSchedule[])[NoiseSchedule.Linear(), NoiseSchedule.Cosine(), NoiseSchedule.Linear(7)])
            for (var steps = 1; steps <= schedule.Steps; steps += steps < 40 ? 1 : 97)
                foreach (var grid in (int[][])[TimeGrid.Uniform(schedule, steps), TimeGrid.LogSignalToNoise(schedule, steps)])
                {
                    Assert.Equal(steps + 1, grid.Length);
                    Assert.Equal((schedule.Steps, 0), (grid[0], grid[^1]));
                    Assert.All(Enumerable.Range(0, steps), i => Assert.True(grid[i] > grid[i + 1]));
                }
    }

    [Fact]
    public void All_steps_are_visited_when_as_many_are_asked_for()
    {
        var schedule = NoiseSchedule.Linear(50);
        int[] all = [.. Enumerable.Range(0, 51).Reverse()];
        Assert.Equal(all, TimeGrid.Uniform(schedule, 50));
        Assert.Equal(all, TimeGrid.LogSignalToNoise(schedule, 50));
    }

    [Fact]
    public void Log_signal_to_noise_grid_has_nearly_equal_steps_in_lambda()
    {
        var schedule = NoiseSchedule.Linear();
        var grid = TimeGrid.LogSignalToNoise(schedule, 11);
        Assert.Equal(1, grid[^2]);
        var even = (schedule.LogSignalToNoise(1) - schedule.LogSignalToNoise(1000)) / 10;
        for (var i = 0; i < 6; i++)
            Assert.InRange(schedule.LogSignalToNoise(grid[i + 1]) - schedule.LogSignalToNoise(grid[i]), 0.98 * even, 1.02 * even);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Step_counts_outside_the_schedule_are_refused(int steps)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeGrid.Uniform(NoiseSchedule.Linear(), steps));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeGrid.LogSignalToNoise(NoiseSchedule.Linear(), steps));
    }
}
