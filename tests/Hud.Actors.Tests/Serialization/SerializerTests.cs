using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Serialization;

public sealed class SerializerTests
{
    private readonly HudJsonSerializer _serializer = new(null!);

    private static string Source([CallerFilePath] string path = "") => path;

    public static TheoryData<string> Manifest => [.. Manifests.All.Select(m => m.Manifest)];

    private static IHudMessage Sample(string manifest) => Samples.All.Single(m => Manifests.Of(m.GetType()) == manifest);

    [Theory, MemberData(nameof(Manifest))]
    public void Message_survives_the_round_trip(string manifest)
    {
        var message = Sample(manifest);
        Assert.Equal(manifest, _serializer.Manifest(message));
        var again = (IHudMessage)_serializer.FromBinary(_serializer.ToBinary(message), manifest);
        Assert.Equal(message.GetType(), again.GetType());
        Assert.Equal(Json.Of(message), Json.Of(again));
    }

    [Theory, MemberData(nameof(Manifest))]
    public void Stored_form_is_the_one_shipped(string manifest)
    {
        var path = Path.Combine(Path.GetDirectoryName(Source())!, "Golden", manifest.Replace(':', '-') + ".json");
        if (Environment.GetEnvironmentVariable("HUD_ACCEPT_GOLDEN") == "1") File.WriteAllText(path, Json.Of(Sample(manifest)) + "\n");
        var golden = File.ReadAllText(path).Trim();
        Assert.Equal(golden, Json.Of(Sample(manifest)));
        Assert.Equal(golden, Json.Of((IHudMessage)Json.Parse(manifest, golden)));
    }

    public static TheoryData<string> Older =>
        [.. Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Source())!, "Golden", "Older")).Select(f => Path.GetFileName(f)!)];

    /// <summary>Members were added to these since; what was written without them means what it meant.</summary>
    [Theory, MemberData(nameof(Older))]
    public void Stored_form_of_an_earlier_build_is_still_read(string file)
    {
        var name = file[..file.IndexOf('.', StringComparison.Ordinal)];
        var dash = name.LastIndexOf('-');
        var manifest = $"{name[..dash]}:{name[(dash + 1)..]}";
        var stored = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Source())!, "Golden", "Older", file)).Trim();
        using var before = JsonDocument.Parse(stored);
        using var after = JsonDocument.Parse(Json.Of((IHudMessage)Json.Parse(manifest, stored)));
        foreach (var member in before.RootElement.EnumerateObject().Where(m => m.Name is not ("running" or "trials")))
            Assert.True(JsonElement.DeepEquals(member.Value, after.RootElement.GetProperty(member.Name)), member.Name);
    }

    [Fact]
    public void Journal_of_an_earlier_build_goes_on()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Source())!, "Golden", "Older");
        var snapshot = (CoordinatorState)Json.Parse("cs:1", File.ReadAllText(Path.Combine(folder, "cs-1.1.json")));
        var lost = (AttemptLost)Json.Parse("al:1", File.ReadAllText(Path.Combine(folder, "al-1.1.json")));
        Assert.Single(snapshot.Running);
        var state = CoordinatorDecisions.Apply(snapshot, lost);
        Assert.Empty(state.Running);
        var desk = new Desk(state).Announce(lastOrder: 1);
        desk.Now += TimeSpan.FromMinutes(1);
        desk.Take(Tick.Instance);
        Assert.Equal(Some.Attempt(2), Assert.Single(desk.Journal.OfType<TrialAssigned>()).Attempt);
    }

    [Fact]
    public void Every_message_type_has_a_manifest()
    {
        var types = typeof(IHudMessage).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IHudMessage))
                && !t.IsAssignableTo(typeof(INoSerializationVerificationNeeded)));
        Assert.DoesNotContain(types, t => Manifests.Of(t) is null);
    }

    [Fact]
    public void Identifier_stays_what_the_journals_hold() => Assert.Equal(421, _serializer.Identifier);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Loss_that_is_no_number_travels(double loss)
    {
        var report = new ReportProgress(Some.Attempt(), Some.Node, Some.Progress(loss: loss));
        Assert.Equal(loss, ((ReportProgress)Json.RoundTrip(report)).Progress.Loss);
    }

    [Theory]
    [InlineData("zz:1", "{}", "unknown manifest 'zz:1'")]
    [InlineData("ta:99", "{}", "unknown manifest 'ta:99'")]
    [InlineData("ta:1", "{\"attempt\":", "'ta:1'")]
    [InlineData("ta:1", "null", "'ta:1' holds null")]
    [InlineData("ta:1", "[1]", "'ta:1'")]
    public void Unreadable_payload_costs_the_message_and_nothing_more(string manifest, string json, string message)
    {
        var failure = Assert.Throws<SerializationException>(
            () => _serializer.FromBinary(Encoding.UTF8.GetBytes(json), manifest));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_without_manifest_is_refused() =>
        Assert.Throws<SerializationException>(() => _serializer.Manifest("a string"));

    [Fact]
    public void Newer_builds_may_add_members() =>
        Assert.Equal(
            new ExperimentUnknown("x"), Json.Parse("w-eu:1", """{"experiment":"x","since":"2031"}"""));
}
