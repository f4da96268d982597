using Hud.Engine.Training;

namespace Hud.Engine.Tests.Training;

public class TrainingCurveTests
{
    private static readonly CheckpointInfo Checkpoint = new(0, "", "");

    [Fact]
    public void Every_step_becomes_one_line()
    {
        using var scratch = new Scratch();
        using (var curve = new TrainingCurve(scratch.File("log.jsonl")))
        {
            curve.Resumed(0, double.NaN);
            curve.Stepped(1, 0.5, 0.75);
            curve.Stepped(2, 0.25, 0.5);
        }

        Assert.Equal(
            ["""{"step":1,"loss":0.5,"running_loss":0.75}""", """{"step":2,"loss":0.25,"running_loss":0.5}"""],
            File.ReadLines(scratch.File("log.jsonl")));
    }

    [Fact]
    public void A_resume_drops_the_lines_past_the_checkpoint_and_a_torn_one()
    {
        using var scratch = new Scratch();
        var path = scratch.File("log.jsonl");
        using (var curve = new TrainingCurve(path))
        {
            curve.Resumed(0, double.NaN);
            for (var step = 1; step <= 4; step++) curve.Stepped(step, step, step);
        }

        var undisturbed = File.ReadAllText(path);
        File.AppendAllText(path, "{\"step\":5,\"lo");
        using (var curve = new TrainingCurve(path))
        {
            curve.Resumed(2, 0.5);
            curve.Stepped(3, 3, 3);
            curve.Stepped(4, 4, 4);
        }

        Assert.Equal(undisturbed, File.ReadAllText(path));
    }

    [Fact]
    public void Lines_are_on_disk_once_a_checkpoint_is_taken()
    {
        using var scratch = new Scratch();
        var path = scratch.File("log.jsonl");
        using var curve = new TrainingCurve(path, every: 2);
        curve.Resumed(0, double.NaN);
        for (var step = 1; step <= 4; step++) curve.Stepped(step, step, step);
        curve.Checkpointed(Checkpoint);
        Assert.Equal(2, File.ReadLines(path).Count());
    }
}
