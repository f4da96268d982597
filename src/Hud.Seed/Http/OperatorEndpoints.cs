using System.Text.RegularExpressions;
using Hud.Actors.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>What people ask of a running cluster. <c>?command=ID</c> makes a request repeatable: the second one with the
/// same id changes nothing.</summary>
internal static partial class OperatorEndpoints
{
    private const int LongestReason = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Post(routes, "/api/experiments/{id}/pause", "Starts no more of its trials; those that run go on to their end.", (c, id) => new PauseExperiment(c, id));
        Post(routes, "/api/experiments/{id}/resume", "Has a paused experiment go on.", (c, id) => new ResumeExperiment(c, id));
        Post(routes, "/api/experiments/{id}/cancel", "Stops what only this experiment wants.", (c, id) => new CancelExperiment(c, id));
        Post(routes, "/api/trials/{id}/retry", "Tries a failed or waiting trial again, at once.", (c, id) => new RetryTrial(c, id));
        PostWithReason(routes, "/api/trials/{id}/quarantine", "Sets a trial aside until it is retried.", (c, id, why) => new QuarantineTrial(c, id, why));
        Post(routes, "/api/nodes/{id}/drain", "Gives a node nothing new and has what it computes go on elsewhere.", (c, id) => new DrainNode(c, new NodeId(id), StopAttempts: true));
        Post(routes, "/api/nodes/{id}/undrain", "Has a drained node take work again.", (c, id) => new UndrainNode(c, new NodeId(id)));
        PostWithReason(routes, "/api/nodes/{id}/quarantine", "Gives a node nothing new; what runs there goes on to its end.", (c, id, why) => new QuarantineNode(c, new NodeId(id), why));
        Post(routes, "/api/nodes/{id}/release", "Ends a node's quarantine.", (c, id) => new ReleaseNode(c, new NodeId(id)));
        Words(routes.MapPost("/api/experiments/{id}/priority/{value:int}", (string id, int value, string? command, ControlPlane plane, CancellationToken cancel) =>
            Do(command, null, c => new PrioritiseExperiment(c, id, value), plane, cancel)), "Has a cluster prefer an experiment to others, or put it behind them.");
        routes.MapGet("/api/trials/{id}/why", Why).Says("Where a trial stands and what it waits for, in one sentence.")
            .Gives<WhyAnswer>().Refuses(404, 503);
    }

    private static void Post(IEndpointRouteBuilder routes, string pattern, string sentence, Func<CommandId, string, IOperatorCommand> make) =>
        Words(
            routes.MapPost(pattern, (string id, string? command, ControlPlane plane, CancellationToken cancel) =>
                Do(command, null, c => make(c, id), plane, cancel)),
            sentence);

    private static void PostWithReason(
        IEndpointRouteBuilder routes, string pattern, string sentence, Func<CommandId, string, string?, IOperatorCommand> make) =>
        Words(
            routes.MapPost(pattern, (string id, string? command, string? reason, ControlPlane plane, CancellationToken cancel) =>
                Do(command, reason, c => make(c, id, reason), plane, cancel)),
            sentence);

    private static void Words(IEndpointConventionBuilder endpoint, string sentence) =>
        endpoint.Says(sentence).Gives<CommandDone>().Refuses(400, 404, 409, 503);

    private static async Task<IResult> Do(
        string? command, string? reason, Func<CommandId, IOperatorCommand> make, ControlPlane plane, CancellationToken cancel)
    {
        if (CommandOf(command) is not { } known)
            return Answers.Error(StatusCodes.Status400BadRequest, "'command' must have 1 to 128 letters, digits, '-', '_' or '.'");
        if (reason is { Length: > LongestReason })
            return Answers.Error(StatusCodes.Status400BadRequest, $"'reason' must have at most {LongestReason} characters");
        return await plane.Coordinator(make(known), cancel) switch
        {
            CommandDone done => Answers.Json(done, ApiJson.Default.CommandDone),
            CommandRefused { Unknown: true } unknown => Answers.Error(StatusCodes.Status404NotFound, unknown.Reason),
            CommandRefused refused => Answers.Error(StatusCodes.Status409Conflict, refused.Reason),
            var other => throw new InvalidOperationException($"unexpected answer {other.GetType().Name}"),
        };
    }

    private static async Task<IResult> Why(string id, ControlPlane plane, CancellationToken cancel) =>
        await plane.Coordinator(new GetWhy(id), cancel) switch
        {
            WhyAnswer answer => Answers.Json(answer, ApiJson.Default.WhyAnswer),
            TrialUnknown unknown => Answers.Error(StatusCodes.Status404NotFound, unknown.Reason),
            var other => throw new InvalidOperationException($"unexpected answer {other.GetType().Name}"),
        };

    private static CommandId? CommandOf(string? given) =>
        given is null ? CommandId.New() : Name().IsMatch(given) ? new CommandId(given) : null;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
