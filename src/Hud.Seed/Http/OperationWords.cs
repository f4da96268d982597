using System.Collections.Frozen;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hud.Seed.Http;

/// <summary>Completes the description of one endpoint by what its route and its <see cref="EndpointWords"/> say.</summary>
internal static class OperationWords
{
    private static readonly FrozenDictionary<string, string> Parameters = new Dictionary<string, string>
    {
        ["experiments/id"] = "An experiment's id.",
        ["trials/id"] = "A trial's key, or enough of its first digits.",
        ["nodes/id"] = "A node's name.",
        ["value"] = "-1000 to 1000; higher goes first.",
        ["name"] = "A file's name.",
        ["trial"] = "A trial's key, 64 hexadecimal digits.",
        ["attempt"] = "Number of an attempt, from 1.",
        ["command"] = "Makes the request repeatable: the second one with the same id changes nothing. 1 to 128 letters, digits, '-', '_' or '.'.",
        ["reason"] = "Why, for other people; at most 200 characters.",
        ["cursor"] = "'next' of the page before.",
        ["limit"] = "Most entries of the page, 1 to 1000.",
        ["status"] = "Only trials of this status: pending, running, recorded, failed or cancelled.",
        ["end"] = "Only attempts of this end: running, recorded, failed or lost.",
        ["format"] = "md (default), csv, tex, json or html.",
        ["tail"] = "Lines, 1 to 10000; 200 unless said.",
        ["experiment"] = "Only what concerns this experiment, and the nodes.",
    }.ToFrozenDictionary();

    public static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var (description, words) = (context.Description, context.Description.ActionDescriptor.EndpointMetadata);
        operation.Parameters ??= [];
        var path = description.RelativePath!.Split('/');
        foreach (var name in path.Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}', '*').Split(':')[0]))
        {
            if (operation.Parameters.All(p => p.Name != name)) operation.Parameters.Add(Text(name, ParameterLocation.Path, required: true));
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description = Parameters[parameter.Name == "id" ? $"{path[1]}/id" : parameter.Name!];
        foreach (var header in words.OfType<HeaderWords>())
        {
            var parameter = Text(header.Name, ParameterLocation.Header, header.Required);
            parameter.Description = header.Sentence;
            operation.Parameters.Add(parameter);
        }

        if (words.OfType<BodyWords>().LastOrDefault() is not { } body) return;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [body.ContentType] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Shape, null, cancel) },
            },
        };
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, bool required) =>
        new() { Name = name, In = place, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
