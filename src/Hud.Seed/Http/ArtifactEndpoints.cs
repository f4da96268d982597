using System.Globalization;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Hud.Seed.Artifacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Hud.Seed.Http;

/// <summary><c>/artifacts/KEY</c> lists a trial's files; <c>/artifacts/KEY/ATTEMPT/NAME</c> is one: GET with ranges, HEAD
/// for how much is there, PUT a part (<see cref="ArtifactHeaders"/>).</summary>
public static class ArtifactEndpoints
{
    private const string FileRoute = "/artifacts/{trial}/{attempt}/{**name}";

    public static void Map(IEndpointRouteBuilder routes, ArtifactFolder folder, UploadDesk desk)
    {
        routes.MapGet("/artifacts/{trial}", Handler(http => List(http, folder))).Says("Files that the store has of a trial.").Gives<TrialFiles>().Refuses(400);
        routes.MapMethods(FileRoute, [HttpMethods.Get, HttpMethods.Head], Handler(http => Get(http, folder, desk)))
            .Says("A file; HEAD with Upload-Sha256 tells by Upload-Offset how much of an upload is there.")
            .TakesHeader("Range", "Only these bytes.").TakesHeader(ArtifactHeaders.Sha256, "Of the file that is uploaded (HEAD).")
            .GivesFile("application/octet-stream").Gives(206, 416).Refuses(400, 404);
        routes.MapPut(FileRoute, Handler(http => Put(http, desk))).Says("Takes a part of a file; the part that completes it makes it visible.")
            .TakesHeader(ArtifactHeaders.Offset, "Bytes before this part.", required: true)
            .TakesHeader(ArtifactHeaders.Length, "Bytes of the whole file.", required: true)
            .TakesHeader(ArtifactHeaders.Sha256, "Of the whole file, 64 hexadecimal digits.", required: true)
            .TakesBody<Stream>("application/octet-stream").Gives(201, 204).Refuses(400, 409, 413, 422, 503, 507);
    }

    /// <summary>Only what is mapped as a delegate is described.</summary>
    private static Delegate Handler(Func<HttpContext, Task> handle) => handle;

    private static async Task List(HttpContext http, ArtifactFolder folder)
    {
        if (Text(http, "trial") is not { } trial || !ArtifactName.IsTrialKey(trial))
        {
            await Refuse(http, "a trial's key has 64 hexadecimal digits");
            return;
        }

        http.Response.ContentType = "application/json";
        var files = new TrialFiles(folder.List(new TrialKey(trial)));
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(files, ArtifactJson.Default.TrialFiles));
    }

    private static async Task Get(HttpContext http, ArtifactFolder folder, UploadDesk desk)
    {
        if (await Address(http) is not { } at) return;
        var file = folder.Find(at.Attempt, at.Name);
        if (HttpMethods.IsHead(http.Request.Method) && http.Request.Headers[ArtifactHeaders.Sha256] is [{ } sha256])
        {
            if (!ArtifactName.IsSha256(sha256)) await Refuse(http, $"{ArtifactHeaders.Sha256} has 64 hexadecimal digits");
            else Say(http, desk.Offset(at.Attempt, at.Name, sha256));
            return;
        }

        if (file is null)
        {
            await Problem.Write(http, StatusCodes.Status404NotFound, "no such artifact", "the store has no complete file of that name");
            return;
        }

        http.Response.Headers[ArtifactHeaders.Sha256] = file.Sha256;
        await Results.File(
            folder.PathOf(at.Attempt, at.Name), "application/octet-stream", enableRangeProcessing: true,
            entityTag: new($"\"{file.Sha256}\"")).ExecuteAsync(http);
    }

    private static async Task Put(HttpContext http, UploadDesk desk)
    {
        if (await Address(http) is not { } at) return;
        if (Part(http) is not { } part)
        {
            await Refuse(http, $"a part needs {ArtifactHeaders.Offset}, {ArtifactHeaders.Length} and {ArtifactHeaders.Sha256}");
            return;
        }

        if (http.Request.ContentLength is not { } count || count > ArtifactHeaders.MaximumPart)
        {
            await Problem.Write(
                http, StatusCodes.Status413PayloadTooLarge, "part too large",
                $"a part states its Content-Length, at most {ArtifactHeaders.MaximumPart} bytes");
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ArtifactHeaders.MaximumPart;
        try
        {
            var result = await desk.Take(at.Attempt, at.Name, part, http.Request.Body, http.RequestAborted);
            Say(http, result.Offset);
            await Answer(http, result);
        }
        catch (Exception failed) when (failed is IOException and not BadHttpRequestException or UnauthorizedAccessException)
        {
            // A link in the way, a folder of that name, a broken disk: the place is the operator's to know.
            await Problem.Write(
                http, StatusCodes.Status503ServiceUnavailable, "not kept", $"the store cannot write this file: {failed.GetType().Name}");
        }
    }

    private static Task Answer(HttpContext http, UploadResult result)
    {
        switch (result.Outcome)
        {
            case UploadOutcome.Partial:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case UploadOutcome.Complete:
                http.Response.StatusCode = StatusCodes.Status201Created;
                return Task.CompletedTask;
            case UploadOutcome.Conflict:
                return Refused(StatusCodes.Status409Conflict, "part out of place", "go on from Upload-Offset, or wait for the other connection that sends this file");
            case UploadOutcome.Corrupt:
                return Refused(StatusCodes.Status422UnprocessableEntity, "corrupt upload", "the file does not have the SHA-256 that was announced; send it again from the start");
            case UploadOutcome.TooLarge:
                return Refused(StatusCodes.Status413PayloadTooLarge, "too much", "the file is larger, or the attempt has more files, than this store takes");
            default:
                return Refused(StatusCodes.Status507InsufficientStorage, "disk full", "the store has no space left; free some and the upload goes on");
        }

        Task Refused(int status, string title, string detail) => Problem.Write(http, status, title, detail);
    }

    private static void Say(HttpContext http, long offset) =>
        http.Response.Headers[ArtifactHeaders.Offset] = offset.ToString(CultureInfo.InvariantCulture);

    private static UploadPart? Part(HttpContext http)
    {
        var headers = http.Request.Headers;
        return Number(headers[ArtifactHeaders.Offset]) is { } offset && Number(headers[ArtifactHeaders.Length]) is { } length
            && headers[ArtifactHeaders.Sha256] is [{ } sha256] && ArtifactName.IsSha256(sha256)
            ? new(offset, length, sha256)
            : null;
    }

    private static async Task<(AttemptId Attempt, string Name)?> Address(HttpContext http)
    {
        if (Text(http, "trial") is { } trial && ArtifactName.IsTrialKey(trial)
            && Number(Text(http, "attempt")) is > 0 and <= int.MaxValue and var attempt
            && Text(http, "name") is { } name && ArtifactName.IsValid(name)) return (new(new TrialKey(trial), (int)attempt), name);
        await Refuse(http, "an artifact is /artifacts/KEY/ATTEMPT/NAME, its name of plain letters, digits, '.', '_', '-' and '/'");
        return null;
    }

    private static Task Refuse(HttpContext http, string rule) =>
        Problem.Write(http, StatusCodes.Status400BadRequest, "bad request", rule);

    private static string? Text(HttpContext http, string key) => http.Request.RouteValues[key] as string;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
