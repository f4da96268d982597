using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Experiments.Plans;
using Hud.Seed.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hud.Seed.Http;

/// <summary>Trials and attempts by the page, newest facts included; the coordinator is not asked.</summary>
internal static class HistoryEndpoints
{
    private const int MostPerPage = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/experiments/{id}/trials", Trials).Says("The experiment's trials by the page, in plan order.")
            .Gives<TrialPage>().Gives(304).Refuses(400, 404);
        routes.MapGet("/api/experiments/{id}/attempts", (string id, string? cursor, int? limit, string? end, ClusterHistory history, HttpContext http) =>
            history.State.Experiments.ContainsKey(id) ? Attempts(id, cursor, limit, end, history, http) : Answers.Unknown("experiment", id))
            .Says("Attempts of the experiment's trials by the page, in order of assignment.").Gives<AttemptPage>().Gives(304).Refuses(400, 404);
        routes.MapGet("/api/attempts", (string? cursor, int? limit, string? end, ClusterHistory history, HttpContext http) =>
            Attempts(null, cursor, limit, end, history, http))
            .Says("All attempts by the page, in order of assignment.").Gives<AttemptPage>().Gives(304).Refuses(400);
    }

    private static IResult Trials(string id, string? status, string? cursor, int? limit, ClusterHistory history, HttpContext http)
    {
        var state = history.State;
        if (!state.Experiments.TryGetValue(id, out var experiment)) return Answers.Unknown("experiment", id);
        if (Place(cursor) is not { } from) return BadCursor(cursor);
        if (Limit(limit) is not { } most) return BadLimit(limit);
        TrialStatus? wanted = null;
        if (status is not null)
        {
            if (!Enum.TryParse<TrialStatus>(status, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                return Answers.Error(StatusCodes.Status400BadRequest, $"'{status}' is no status; {Words<TrialStatus>()} are");
            wanted = known;
        }

        var lines = new List<TrialLine>();
        for (var place = from; place < experiment.Keys.Length; place++)
        {
            var trial = state.Trials[experiment.Keys[place]];
            if (wanted is not null && trial.Status != wanted) continue;
            if (lines.Count == most) return Page(new([.. lines], Cursor(place)), http);
            lines.Add(Documents.Line(trial, experiment.Plan.Sweep));
        }

        return Page(new([.. lines], null), http);

        static IResult Page(TrialPage page, HttpContext http) => Tagged.Json(page, ApiJson.Default.TrialPage, http);
    }

    private static IResult Attempts(string? experiment, string? cursor, int? limit, string? end, ClusterHistory history, HttpContext http)
    {
        if (Place(cursor) is not { } from) return BadCursor(cursor);
        if (Limit(limit) is not { } most) return BadLimit(limit);
        AttemptEnd? wanted = null;
        if (end is not null)
        {
            if (!Enum.TryParse<AttemptEnd>(end, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                return Answers.Error(StatusCodes.Status400BadRequest, $"'{end}' is no end; {Words<AttemptEnd>()} are");
            wanted = known;
        }

        var (attempts, next) = history.Attempts(from, most, experiment, wanted);
        var state = history.State;
        return Tagged.Json(
            new([.. attempts.Select(a => Documents.Attempt(a, state.Trials[a.Attempt.Trial].Spec))], next is { } place ? Cursor(place) : null),
            ApiJson.Default.AttemptPage, http);
    }

    private static string Cursor(int place) => place.ToString(CultureInfo.InvariantCulture);

    private static int? Place(string? cursor) =>
        cursor is null ? 0 : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    private static int? Limit(int? limit) => limit is null ? MostPerPage : limit is >= 1 and <= MostPerPage ? limit : null;

    private static IResult BadCursor(string? cursor) =>
        Answers.Error(StatusCodes.Status400BadRequest, $"'{cursor}' is no cursor; take 'next' of the page before");

    private static IResult BadLimit(int? limit) =>
        Answers.Error(StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture, $"limit {limit} is not 1 to {MostPerPage}"));

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
}
