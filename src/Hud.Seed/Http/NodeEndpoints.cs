using Hud.Actors.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>Looking at nodes and draining them.</summary>
internal static class NodeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/nodes", List);
        routes.MapPost("/api/nodes/{id}/drain", (string id, ControlPlane plane, CancellationToken cancel) =>
            Do(new DrainNode(CommandId.New(), new NodeId(id), StopAttempts: true), plane, cancel));
        routes.MapPost("/api/nodes/{id}/undrain", (string id, ControlPlane plane, CancellationToken cancel) =>
            Do(new UndrainNode(CommandId.New(), new NodeId(id)), plane, cancel));
    }

    private static async Task<IResult> List(ControlPlane plane, CancellationToken cancel) =>
        Answers.Message((NodesView)await plane.Coordinator(new GetNodes(), cancel));

    private static async Task<IResult> Do(IOperatorCommand command, ControlPlane plane, CancellationToken cancel) =>
        await plane.Coordinator(command, cancel) switch
        {
            CommandDone done => Answers.Message(done),
            CommandRefused refused => Answers.Error(StatusCodes.Status404NotFound, refused.Reason),
            var other => throw new InvalidOperationException($"unexpected answer {other.GetType().Name}"),
        };
}
