using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Fetching;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary>A download on the screen: a bar on a terminal, a line for every tenth in a pipe.</summary>
internal static class FetchDisplay
{
    public static async Task<bool> ShowAsync(
        IAnsiConsole console, SceneFile file, Func<IProgress<FetchProgress>, Task<bool>> fetch)
    {
        if (!console.Profile.Out.IsTerminal) return await fetch(new Lines(console));
        var columns = new ProgressColumn[]
        {
            new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(),
            new RemainingTimeColumn(),
        };
        return await console.Progress().Columns(columns).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(file.FileName), maxValue: file.Bytes);
            return await fetch(new Bar(console, task));
        });
    }

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            task.Value = value.Received;
            if (value.Trouble is { } trouble) console.WriteLine($"{trouble}; trying again");
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<FetchProgress>
    {
        private long _tenths;

        public void Report(FetchProgress value)
        {
            if (value.Trouble is { } trouble) console.WriteLine($"{trouble}; trying again");
            var tenths = 10 * value.Received / value.Total;
            if (tenths <= _tenths) return;
            _tenths = tenths;
            console.WriteLine($"{value.File}: {10 * tenths} % of {value.Total} bytes");
        }
    }
}
