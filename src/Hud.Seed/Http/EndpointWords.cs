using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Hud.Seed.Http;

/// <summary>What the API's description says of an endpoint. The words change nothing in what it does.</summary>
internal static class EndpointWords
{
    private const string Json = "application/json", ProblemJson = "application/problem+json";

    /// <summary>One sentence.</summary>
    public static T Says<T>(this T endpoint, string sentence)
        where T : IEndpointConventionBuilder => endpoint.WithSummary(sentence);

    /// <typeparam name="TDocument">Shape of the answer.</typeparam>
    public static IEndpointConventionBuilder Gives<TDocument>(this IEndpointConventionBuilder endpoint) =>
        endpoint.With(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TDocument), [Json]));

    /// <summary>An answer that is no JSON of ours.</summary>
    public static IEndpointConventionBuilder GivesText(this IEndpointConventionBuilder endpoint, params string[] types) =>
        endpoint.With(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), types));

    /// <summary>Bytes of a file.</summary>
    public static IEndpointConventionBuilder GivesFile(this IEndpointConventionBuilder endpoint, params string[] types) =>
        endpoint.With(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), types));

    /// <summary>An answer without a body.</summary>
    public static IEndpointConventionBuilder Gives(this IEndpointConventionBuilder endpoint, params int[] statuses) =>
        endpoint.With([.. statuses.Select(s => new ProducesResponseTypeMetadata(s))]);

    /// <summary>Ways in which it says no, each with a problem document.</summary>
    public static T Refuses<T>(this T endpoint, params int[] statuses)
        where T : IEndpointConventionBuilder =>
        endpoint.With([.. statuses.Select(s => new ProducesResponseTypeMetadata(s, typeof(ProblemDocument), [ProblemJson]))]);

    public static IEndpointConventionBuilder TakesHeader(this IEndpointConventionBuilder endpoint, string name, string sentence, bool required = false) =>
        endpoint.With(new HeaderWords(name, sentence, required));

    public static IEndpointConventionBuilder TakesBody<TBody>(this IEndpointConventionBuilder endpoint, string type = Json) =>
        endpoint.With(new BodyWords(typeof(TBody), type));

    private static T With<T>(this T endpoint, params object[] words)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(words);
}

/// <summary>A header that an endpoint reads.</summary>
internal sealed record HeaderWords(string Name, string Sentence, bool Required);

/// <summary>A body that an endpoint reads. The framework's own metadata for this would refuse other content types.</summary>
internal sealed record BodyWords(Type Shape, string ContentType);
