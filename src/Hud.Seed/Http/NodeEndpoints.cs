using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>Looking at nodes.</summary>
internal static class NodeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/nodes", List);

    private static async Task<IResult> List(ControlPlane plane, CancellationToken cancel) =>
        Answers.Message((NodesView)await plane.Coordinator(new GetNodes(), cancel));
}
