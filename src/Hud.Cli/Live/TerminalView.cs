using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hud.Cli.Live;

/// <summary>A picture of the run that redraws itself: what runs with its bars, and how much is done.</summary>
internal sealed class TerminalView : IRunView
{
    // Together the five columns fit into 80.
    private const int BarWidth = 12;
    private const int NameWidth = 24;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(150);

    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;
    private volatile RunPicture? _picture;

    public TerminalView(IAnsiConsole console)
    {
        _console = console;
        _drawing = console.Live(new Text("starting ...")).AutoClear(true).StartAsync(Draw);
    }

    public void Show(CoordinatorProtocol.ExperimentView experiment) => _picture = RunPicture.Of(experiment);

    public void Changed(TrialView trial)
    {
        if (_picture is not { } picture) return;
        _picture = picture.With(trial);
        if (trial.Status == TrialStatus.Pending) return;
        if (trial.Status == TrialStatus.Running && trial.Attempt == 1) return;
        Say($"{TrialText.Name(picture.SpecOf(trial.Key))}: {TrialText.Status(trial)}");
    }

    public void Moved(AttemptId attempt, ChildProgress progress) => _picture = _picture?.With(attempt, progress);

    public void Say(string line) => _console.WriteLine(line);

    public void Dispose()
    {
        _closed.TrySetResult();
        _drawing.GetAwaiter().GetResult();
    }

    /// <summary>What the terminal shows.</summary>
    internal static IRenderable Render(RunPicture picture)
    {
        var table = new Table().NoBorder().HideHeaders();
        foreach (var _ in Enumerable.Range(0, 5)) table.AddColumn(new TableColumn("").NoWrap());
        foreach (var (spec, view) in picture.Pairs.Where(p => p.View.Status == TrialStatus.Running))
        {
            var progress = picture.Progress.GetValueOrDefault(new AttemptId(view.Key, view.Attempt));
            table.AddRow(
                new Text(Short(TrialText.Name(spec))),
                new Text(progress is null ? "starts" : TrialText.Phase(progress.Phase)),
                Bar(progress?.Step ?? 0, progress?.Of ?? 1),
                new Text(progress?.Loss is null ? "" : $"loss {TrialText.Loss(progress.Loss)}"),
                new Text(TrialText.Left(progress?.SecondsLeft)));
        }

        var failed = picture.Failed > 0 ? $", {picture.Failed} failed" : "";
        table.AddRow(
            new Text(picture.Plan.Name), new Text("trials"), Bar(picture.Recorded, picture.Trials.Length),
            new Text($"done{failed}"), new Text(""));
        return table;
    }

    /// <summary>The middle goes first: the method stands at the beginning, the seed at the end.</summary>
    private static string Short(string name) =>
        name.Length <= NameWidth ? name : $"{name[..(NameWidth - 11)]}…{name[^10..]}";

    private static Markup Bar(long step, long of)
    {
        var full = of <= 0 ? 0 : (int)Math.Clamp(BarWidth * step / of, 0, BarWidth);
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{step}/{of}");
        return new Markup($"[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {numbers}");
    }

    private async Task Draw(LiveDisplayContext display)
    {
        while (!_closed.Task.IsCompleted)
        {
            if (_picture is { } picture) display.UpdateTarget(Render(picture));
            await Task.WhenAny(_closed.Task, Task.Delay(Frame, TimeProvider.System));
        }
    }
}
