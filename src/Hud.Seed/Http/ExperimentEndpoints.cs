using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Aggregator;
using Hud.Actors.Hosting;
using Hud.Actors.Serialization;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>Submitting experiments and looking at them.</summary>
internal static class ExperimentEndpoints
{
    /// <summary>A plan of 100,000 trials has half of this.</summary>
    private const long MaximumPlan = 256L << 20;

    private static readonly ActivitySource Spans = new(TelemetryNames.Traces);

    public static void Map(IEndpointRouteBuilder routes, LibraryFolders folders)
    {
        routes.MapPost("/api/experiments", Submit).Says("Submits an experiment; a known one is continued.")
            .TakesBody<SubmitExperiment>().Gives<ExperimentAccepted>().Refuses(400, 413, 503);
        routes.MapGet("/api/experiments", List).Says("All experiments, in numbers of trials.").Gives<ExperimentList>().Refuses(503);
        routes.MapGet("/api/experiments/{id}", Show).Says("One experiment with its trials.").Gives<ExperimentDocument>().Refuses(404, 503);
        routes.MapGet("/api/experiments/{id}/ledger", (string id, ControlPlane plane, CancellationToken cancel) =>
            File(id, folders, RecordFile.FileName, plane, cancel)).Says("Plan and results, as ledger.json has them.")
            .GivesText("application/json").Refuses(404, 503);
        routes.MapGet("/api/experiments/{id}/tables", (string id, string? format, ControlPlane plane, CancellationToken cancel) =>
            FormatOf(format) is { } known
                ? File(id, folders, Tables.FileName(known), plane, cancel)
                : Task.FromResult(Answers.Error(StatusCodes.Status400BadRequest, $"'{format}' is no format of tables; md, csv, tex, json and html are")))
            .Says("The experiment's tables.").GivesText("text/plain; charset=utf-8", "application/json").Refuses(400, 404, 503);
    }

    /// <summary>The body is <c>{ command, plan }</c>; the same command twice changes nothing the second time.</summary>
    private static async Task<IResult> Submit(HttpContext http, ControlPlane plane, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaximumPlan;
        SubmitExperiment? submission;
        try
        {
            submission = await JsonSerializer.DeserializeAsync(http.Request.Body, HudJson.Default.SubmitExperiment, cancel);
        }
        catch (JsonException bad)
        {
            return Answers.Error(StatusCodes.Status400BadRequest, $"not a plan: {bad.Message}");
        }

        return PlanRules.Broken(submission) is { } rule
            ? Answers.Error(StatusCodes.Status400BadRequest, rule)
            : Answers.Json(await Hand(submission!, http.Request.Headers.TraceParent, plane, cancel), ApiJson.Default.ExperimentAccepted);
    }

    private static async Task<ExperimentAccepted> Hand(
        SubmitExperiment submission, string? caller, ControlPlane plane, CancellationToken cancel)
    {
        ActivityContext.TryParse(caller, null, out var parent);
        using var span = Spans.StartActivity("submit", ActivityKind.Server, parent);
        span?.SetTag("hud.experiment", submission.Plan.Id).SetTag("hud.trials", submission.Plan.Trials.Length);
        return (ExperimentAccepted)await plane.Coordinator(submission with { Trace = span?.Id }, cancel);
    }

    private static async Task<IResult> List(ControlPlane plane, CancellationToken cancel) =>
        Answers.Json((ExperimentList)await plane.Coordinator(new ListExperiments(), cancel), ApiJson.Default.ExperimentList);

    /// <summary>All trials in plan order, or the <paramref name="limit"/> that a person wants to see first.</summary>
    private static async Task<IResult> Show(string id, int? limit, ControlPlane plane, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<TrialDocument>();
        while (await plane.Coordinator(new GetTrials(id, rows.Count, limit ?? GetTrials.Limit, limit is not null), cancel) is TrialRows page)
        {
            rows.AddRange(page.Trials.Select(TrialDocument.Of));
            if (limit is not null || rows.Count >= page.Summary.Trials)
                return Answers.Json(new ExperimentDocument(page.Summary, rows.DrainToImmutable()), ApiJson.Default.ExperimentDocument);
        }

        return Answers.Unknown("experiment", id);
    }

    /// <summary>A file of the experiment's folder, brought up to date first. Only an id that the coordinator knows names a
    /// folder.</summary>
    private static async Task<IResult> File(
        string id, LibraryFolders folders, string name, ControlPlane plane, CancellationToken cancel) =>
        await plane.Library(new LibraryProtocol.GetTablesOf(id), cancel) switch
        {
            AggregatorProtocol.TablesWritten => Results.Bytes(
                await System.IO.File.ReadAllBytesAsync(Path.Combine(folders.Of(id), name), cancel),
                name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/plain; charset=utf-8"),
            AggregatorProtocol.TablesFailed failed => Answers.Error(StatusCodes.Status503ServiceUnavailable, failed.Message),
            _ => await IsKnown(id, plane, cancel)
                ? Answers.Error(StatusCodes.Status503ServiceUnavailable, $"{id} was submitted a moment ago; ask again")
                : Answers.Unknown("experiment", id),
        };

    /// <summary>The library hears of a new experiment seconds after the coordinator.</summary>
    private static async Task<bool> IsKnown(string id, ControlPlane plane, CancellationToken cancel) =>
        ((ExperimentList)await plane.Coordinator(new ListExperiments(), cancel)).Experiments.Any(e => e.Id == id);

    private static TableFormat? FormatOf(string? name)
    {
        foreach (var format in Enum.GetValues<TableFormat>())
        {
            if (Tables.Extension(format) == (name ?? "md")) return format;
        }

        return null;
    }
}
