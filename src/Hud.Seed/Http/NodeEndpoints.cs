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
        routes.MapPost("/api/nodes/{id}/drain", Drain);
    }

    private static async Task<IResult> List(ControlPlane plane, CancellationToken cancel) =>
        Answers.Message((NodeList)await plane.Coordinator(new ListNodes(), cancel));

    private static async Task<IResult> Drain(string id, ControlPlane plane, CancellationToken cancel) =>
        await plane.Coordinator(new DrainNode(new NodeId(id)), cancel) is NodeDraining draining
            ? Answers.Message(draining)
            : Answers.Unknown("node", id);
}
