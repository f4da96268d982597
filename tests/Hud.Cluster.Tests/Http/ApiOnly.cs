using Hud.Actors.Aggregator;
using Hud.Actors.Artifacts;
using Hud.Actors.Persistence;
using Hud.Http;
using Hud.Seed;
using Hud.Seed.Artifacts;
using Hud.Seed.History;
using Hud.Seed.Http;
using Hud.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Cluster.Tests.Http;

/// <summary>A seed's API with nobody behind it: good for its routes and what it says of itself.</summary>
internal sealed class ApiOnly : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private ApiOnly(string? token)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Hud.Http.Telemetry.Add(builder.Services, "seed", "test");
        ApiHost.Add(builder, new ApiOptions(new("127.0.0.1", 0), null), null);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ClusterHistory>()
            .AddSingleton<JournalAddress>(new SqliteAddress(_folder["journal.db"]));
        _app = builder.Build();
        _app.Use(Confess);
        var sent = new ArtifactFolder(_folder["artifacts"]);
        ApiHost.Map(
            _app, new LibraryFolders(_folder["experiments"], new PictureSource(_folder["trials"], sent)), new TrialShelf(_folder["trials"], sent),
            new UploadDesk(sent, new ArtifactOptions(), TimeProvider.System), new SeedHealth(TimeProvider.System), new Tokens(token, null));
    }

    public HttpClient Http { get; private set; } = null!;

    public IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>();

    /// <summary>A test that fails should say by what.</summary>
    private static async Task Confess(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception failed) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsync(failed.ToString());
        }
    }

    public static async Task<ApiOnly> Start(string? token = null)
    {
        var api = new ApiOnly(token);
        await api._app.StartAsync();
        api.Http = new HttpClient { BaseAddress = new Uri(api._app.Urls.Single()) };
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
