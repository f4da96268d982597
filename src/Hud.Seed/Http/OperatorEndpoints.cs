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
    public static void Map(IEndpointRouteBuilder routes)
    {
        Post(routes, "/api/experiments/{id}/pause", (command, id) => new PauseExperiment(command, id));
        Post(routes, "/api/experiments/{id}/resume", (command, id) => new ResumeExperiment(command, id));
        Post(routes, "/api/experiments/{id}/cancel", (command, id) => new CancelExperiment(command, id));
        Post(routes, "/api/trials/{id}/retry", (command, id) => new RetryTrial(command, id));
        Post(routes, "/api/nodes/{id}/drain", (command, id) => new DrainNode(command, new NodeId(id), StopAttempts: true));
        Post(routes, "/api/nodes/{id}/undrain", (command, id) => new UndrainNode(command, new NodeId(id)));
        Post(routes, "/api/nodes/{id}/release", (command, id) => new ReleaseNode(command, new NodeId(id)));
        routes.MapPost("/api/experiments/{id}/priority/{value:int}", (string id, int value, string? command, ControlPlane plane, CancellationToken cancel) =>
            Do(CommandOf(command), c => new PrioritiseExperiment(c, id, value), plane, cancel));
        routes.MapGet("/api/trials/{id}/why", Why);
    }

    private static void Post(IEndpointRouteBuilder routes, string pattern, Func<CommandId, string, IOperatorCommand> make) =>
        routes.MapPost(pattern, (string id, string? command, ControlPlane plane, CancellationToken cancel) =>
            Do(CommandOf(command), c => make(c, id), plane, cancel));

    private static async Task<IResult> Do(
        CommandId? command, Func<CommandId, IOperatorCommand> make, ControlPlane plane, CancellationToken cancel)
    {
        if (command is not { } known)
            return Answers.Error(StatusCodes.Status400BadRequest, "'command' must have 1 to 128 letters, digits, '-', '_' or '.'");
        return await plane.Coordinator(make(known), cancel) switch
        {
            CommandDone done => Answers.Message(done),
            CommandRefused refused => Answers.Error(StatusCodes.Status409Conflict, refused.Reason),
            var other => throw new InvalidOperationException($"unexpected answer {other.GetType().Name}"),
        };
    }

    private static async Task<IResult> Why(string id, ControlPlane plane, CancellationToken cancel) =>
        await plane.Coordinator(new GetWhy(id), cancel) switch
        {
            WhyAnswer answer => Answers.Message(answer),
            TrialUnknown unknown => Answers.Error(StatusCodes.Status404NotFound, unknown.Reason),
            var other => throw new InvalidOperationException($"unexpected answer {other.GetType().Name}"),
        };

    private static CommandId? CommandOf(string? given) =>
        given is null ? CommandId.New() : Name().IsMatch(given) ? new CommandId(given) : null;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
