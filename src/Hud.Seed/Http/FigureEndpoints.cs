using Hud.Actors.Aggregator;
using Hud.Actors.Artifacts;
using Hud.Seed.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hud.Seed.Http;

/// <summary>The pictures of an experiment, as far as they reached this seed.</summary>
internal static class FigureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, LibraryFolders folders)
    {
        string FolderOf(string id) => Path.Combine(folders.Of(id), FigureFiles.FolderName);

        // Only an id that the journal knows names a folder.
        routes.MapGet("/api/experiments/{id}/figures", (string id, ClusterHistory history, HttpContext http) =>
            !history.State.Experiments.ContainsKey(id) ? Answers.Unknown("experiment", id)
                : Tagged.Json(
                    new FigureList(Directory.Exists(FolderOf(id))
                        ? [.. Directory.EnumerateFiles(FolderOf(id)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)]
                        : []),
                    ApiJson.Default.FigureList, http))
            .Says("Names of the pictures that reached the seed.").Gives<FigureList>().Gives(304).Refuses(404);
        routes.MapGet("/api/experiments/{id}/figures/{name}", (string id, string name, ClusterHistory history) =>
            history.State.Experiments.ContainsKey(id) && ArtifactName.IsValid(name) && !name.Contains('/', StringComparison.Ordinal)
            && Path.Combine(FolderOf(id), name) is var path && File.Exists(path)
                ? Results.File(path, TrialShelf.TypeOf(name), lastModified: File.GetLastWriteTimeUtc(path))
                : Answers.Unknown("figure", name))
            .Says("A picture.").GivesFile("image/png", "image/svg+xml", "application/octet-stream").Refuses(404);
    }
}
