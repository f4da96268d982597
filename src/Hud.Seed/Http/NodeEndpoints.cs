using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>Looking at nodes.</summary>
internal static class NodeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/nodes", List)
        .Says("Nodes in sight or remembered.").Gives<NodesView>().Refuses(503);

    private static async Task<IResult> List(ControlPlane plane, CancellationToken cancel) =>
        Answers.Json((NodesView)await plane.Coordinator(new GetNodes(), cancel), ApiJson.Default.NodesView);
}
