using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Cli.Remote;

namespace Hud.Cli.Commands;

/// <summary>`hud logs`: a trial's training log, wherever it is computed.</summary>
internal static class LogsCommand
{
    private const string File = "log.jsonl";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var trial = new Argument<string>("TRIAL") { Description = "A trial, or enough of its first digits." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Goes on until the trial ends." };
        var tail = new Option<int>("--tail") { Description = "Lines from before.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "The log's own lines: one JSON object each." };
        var server = new ServerOption();
        var command = new Command("logs", """
            Prints a trial's training log: step and loss.
            Nodes that share no folder with the seed send it with every checkpoint.

            Examples:
              hud logs 5c5bf7c209b8
              hud logs 5c5bf7c209b8 -f
            """)
        {
            trial, follow, tail, json,
        };
        server.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var output = parsed.InvocationConfiguration.Output;
            void Print(string line) => output.WriteLine(parsed.GetValue(json) ? line : Words(line));
            var id = parsed.GetRequiredValue(trial);
            var at = 0L;
            foreach (var line in Lines(cluster.TrialFile(id, File, 0), ref at).TakeLast(parsed.GetValue(tail))) Print(line);
            while (parsed.GetValue(follow) && cluster.Trial(id).Status is TrialStatus.Running or TrialStatus.Pending)
            {
                await Task.Delay(Period, TimeProvider.System, cancel);
                foreach (var line in Lines(cluster.TrialFile(id, File, at), ref at)) Print(line);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Whole lines only; the rest comes the next time.</summary>
    private static List<string> Lines(string text, ref long at)
    {
        var end = text.LastIndexOf('\n') + 1;
        at += System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, end));
        return [.. text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Words(string line)
    {
        try
        {
            var root = JsonDocument.Parse(line).RootElement;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"step {root.GetProperty("step").GetInt64(),7}  loss {root.GetProperty("loss").GetDouble():0.0000}  mean {root.GetProperty("running_loss").GetDouble():0.0000}");
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return line;
        }
    }
}
