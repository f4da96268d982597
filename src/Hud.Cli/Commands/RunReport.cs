using System.Text.Json;
using Hud.Actors.Aggregator;
using Hud.Actors.Coordinator;
using Hud.Cli.Live;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Cli.Commands;

/// <summary>The last words of a run.</summary>
internal static class RunReport
{
    public static int ExitCodeOf(RunEnd end) => end switch
    {
        { Interrupted: true } => ExitCode.Interrupted,
        { Trouble: not null } => ExitCode.Failed,
        // Points of a search may fail: that, too, says where not to look. One at least must not.
        { Picture: { Plan.Search: null, Failed: > 0 } or { Plan.Search: not null, IsOver: true, Recorded: 0 } } => ExitCode.Failed,
        { Picture.IsOver: true } => ExitCode.Done,
        _ => ExitCode.Incomplete,
    };

    /// <summary>For people: the tables that fit, what failed and why, and where the files are.</summary>
    /// <param name="nothingToDo">All trials were recorded before this run.</param>
    public static IEnumerable<string> Lines(RunRequest request, RunEnd end, bool nothingToDo)
    {
        if (end.Picture is { } picture)
        {
            if (nothingToDo)
                yield return $"hud: nothing to do: {picture.Recorded} of {picture.Trials.Length} trials recorded";
            yield return "";
            yield return Tables.Compact(picture.Plan, picture.Ledger);
            foreach (var (spec, view) in picture.Pairs.Where(p => p.View.Status == TrialStatus.Failed))
                yield return $"hud: failed: {TrialText.Name(spec)} [{view.Key.Short}]: {TrialText.Failure(view)}";
        }

        if (end.Trouble is not null) yield return $"hud: {end.Trouble}";
        if (end.Interrupted) yield return "hud: interrupted; the same 'hud run' again continues";
        if (end.Trouble is not null && !end.Interrupted)
            yield return "hud: what was recorded is safe; the same 'hud run' again continues";
        if (end.Files.Length > 0)
        {
            yield return $"Tables: {string.Join(", ", end.Files.Select(f => Path.GetRelativePath(".", f)))}";
            yield return $"Pictures: {Path.GetRelativePath(".", Path.Combine(request.Out, FigureFiles.FolderName))}";
            yield return $"Trials: {Path.GetRelativePath(".", request.Trials)}";
        }
    }

    /// <summary>For programs: one document.</summary>
    public static string Json(RunRequest request, RunEnd end)
    {
        var trials = end.Picture?.Pairs.Select(p => new
        {
            Key = p.View.Key.Value,
            p.Spec.Method,
            Scene = p.Spec.Scene.Name,
            p.Spec.Seed,
            Status = p.View.Status.ToString().ToLowerInvariant(),
            p.View.Attempt,
            Folder = Path.Combine(request.Trials, p.View.Key.Short),
            p.View.Failure,
            p.View.Note,
            Metrics = p.View.Result?.Metrics,
        });
        return JsonSerializer.Serialize(
            new
            {
                Experiment = request.Plan.Id,
                request.Out,
                ExitCode = ExitCodeOf(end),
                end.Interrupted,
                end.Trouble,
                Trials = trials?.ToArray() ?? [],
                Files = end.Files.ToArray(),
            },
            Options);
    }

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

}
