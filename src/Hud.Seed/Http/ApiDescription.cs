using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Hud.Seed.Http;

/// <summary>The API's description in OpenAPI 3.1. Made from the routes when somebody asks, so that it costs a start nothing.</summary>
internal static class ApiDescription
{
    public const string Path = "/api/openapi.json";

    private const string BearerScheme = "token";

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            var shapes = ApiJson.Default.Options;
            json.SerializerOptions.PropertyNamingPolicy = shapes.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = shapes.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = shapes.NumberHandling;
            foreach (var converter in shapes.Converters) json.SerializerOptions.Converters.Add(converter);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer((schema, context, _) => Shape(schema, context));
            options.AddOperationTransformer(OperationWords.Complete);
            options.AddDocumentTransformer((document, _, _) => Introduce(document));
        });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi(Path);

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "HudCluster seed",
            Version = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3),
            Description = "Everything that the verbs and the page show and do goes through it. Members that are null are left out of answers.",
        };
        // Whoever reads this knows the address he has it from.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.AddComponent<IOpenApiSecurityScheme>(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The line of the cluster's token file, where the seed was given one.",
        });
        document.Security = [[], new() { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Ids are strings, and what may be null is left out when it is.</summary>
    private static Task Shape(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.None
            && ApiJson.Default.Options.Converters.Any(c => c is not JsonConverterFactory && c.CanConvert(context.JsonTypeInfo.Type)))
            schema.Type = JsonSchemaType.String;
        foreach (var member in context.JsonTypeInfo.Properties.Where(p => p.IsGetNullable)) schema.Required?.Remove(member.Name);
        return Task.CompletedTask;
    }
}
