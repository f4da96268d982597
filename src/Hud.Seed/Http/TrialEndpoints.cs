using Hud.Actors.Coordinator;
using Hud.Seed.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>Everything about one trial. A trial goes by its key, or by enough of its first digits.</summary>
internal static class TrialEndpoints
{
    private const int MostLines = 10_000, UsualLines = 200;

    public static void Map(IEndpointRouteBuilder routes, TrialShelf shelf)
    {
        routes.MapGet("/api/trials/{id}", (string id, ClusterHistory history, ControlPlane plane, HttpContext http, CancellationToken cancel) =>
            With(id, history, async trial => Tagged.Json(await Detail(trial, history, shelf, plane, cancel), ApiJson.Default.TrialDetail, http)))
            .Says("All about one trial.").Gives<TrialDetail>().Gives(304).Refuses(404, 503);
        routes.MapGet("/api/trials/{id}/curve", (string id, ClusterHistory history, HttpContext http) =>
            With(id, history, trial => Tagged.Json(shelf.CurveOf(trial.Key), ApiJson.Default.Curve, http)))
            .Says("Training loss by step, at most 2000 points.").Gives<Curve>().Gives(304).Refuses(404);
        routes.MapGet("/api/trials/{id}/log", (string id, int? tail, ClusterHistory history, HttpContext http) =>
            tail is < 1 or > MostLines
                ? Answers.Error(StatusCodes.Status400BadRequest, $"tail {tail} is not 1 to {MostLines}")
                : With(id, history, trial => Tagged.Json(shelf.TailOf(trial.Key, tail ?? UsualLines), ApiJson.Default.LogTail, http)))
            .Says("The last lines of what the trial's process said.").Gives<LogTail>().Gives(304).Refuses(400, 404);
        routes.MapGet("/api/trials/{id}/files/{**name}", (string id, string name, ClusterHistory history) =>
            With(id, history, trial => shelf.Find(trial.Key, name) is { } path
                ? Results.File(path, TrialShelf.TypeOf(name), enableRangeProcessing: true, lastModified: File.GetLastWriteTimeUtc(path))
                : Answers.Unknown("file", name)))
            .Says("A file of the trial.").TakesHeader("Range", "Only these bytes.")
            .GivesFile("application/octet-stream", "application/json", "image/png", "image/svg+xml", "text/plain; charset=utf-8")
            .Gives(206, 416).Refuses(404);
    }

    private static async Task<TrialDetail> Detail(
        TrialRecord trial, ClusterHistory history, TrialShelf shelf, ControlPlane plane, CancellationToken cancel)
    {
        var why = await plane.Coordinator(new GetWhy(trial.Key.Value), cancel);
        return new(
            trial.Key.Value, trial.Spec, history.ExperimentsOf(trial.Key), trial.Status,
            why is WhyAnswer answer ? answer.Sentence : trial.Note ?? "",
            [.. history.AttemptsOf(trial.Key).Select(a => Documents.Attempt(a, trial.Spec))], trial.Result,
            trial.Failure is { } failure ? new(failure.Kind, failure.Message, failure.Step) : null, shelf.List(trial.Key));
    }

    private static IResult With(string id, ClusterHistory history, Func<TrialRecord, IResult> answer) =>
        CoordinatorDecisions.Find(history.State, id, out var missing) is { } trial ? answer(trial) : Missing(missing);

    private static async Task<IResult> With(string id, ClusterHistory history, Func<TrialRecord, Task<IResult>> answer) =>
        CoordinatorDecisions.Find(history.State, id, out var missing) is { } trial ? await answer(trial) : Missing(missing);

    private static IResult Missing(string reason) => Answers.Error(StatusCodes.Status404NotFound, reason);
}
