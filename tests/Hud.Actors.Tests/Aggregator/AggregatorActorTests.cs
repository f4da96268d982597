using Akka.Actor;
using Hud.Actors.Aggregator;
using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Results;
using Microsoft.Extensions.Logging.Abstractions;
using static Hud.Actors.Aggregator.AggregatorProtocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Aggregator;

public sealed class AggregatorActorTests : ActorTest
{
    private IActorRef Aggregator(IActorRef coordinator, string folder) => Sys.ActorOf(
        AggregatorActor.Props("tiny-2", folder, coordinator, NullLogger<AggregatorActor>.Instance));

    private TablesWritten Written(IActorRef aggregator, int recorded)
    {
        TablesWritten? written = null;
        AwaitAssert(
            () =>
            {
                aggregator.Tell(new GetTables(), TestActor);
                written = FishForMessage<TablesWritten>(_ => true);
                Assert.Equal(recorded, written.Recorded);
            },
            TimeSpan.FromSeconds(20));
        return written!;
    }

    [Fact]
    public void Tables_fill_as_results_are_recorded()
    {
        var coordinator = Coordinator();
        coordinator.Tell(new AnnounceNode(Some.Node, Some.Life, Some.Offer, false, [], 0, Some.Time), TestActor);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        var aggregator = Aggregator(coordinator, Folder);
        Assert.Equal(
            ["ledger.json", "tables.csv", "tables.html", "tables.json", "tables.md", "tables.tex"],
            Written(aggregator, 0).Files.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

        AskUntilAnswered<ReportReceived>(coordinator, new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Written(aggregator, 1);
        var ledger = RecordFile.Parse(File.ReadAllText(Path.Combine(Folder, "ledger.json")), "ledger.json").Ledger;
        Assert.Equal(0.99, ledger.Find(Some.Key())!.Metrics[0].Value);
        Assert.Contains("1 of 2 trials done", File.ReadAllText(Path.Combine(Folder, "tables.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_recorded_trials_are_gathered_under_names_that_say_what_they_show()
    {
        var result = Some.Result() with { Artifacts = Some.Result().Artifacts.Add("spectra.png", "hash") };
        var record = new ExperimentRecord(Some.Plan(2), Ledger.Empty.Add(Some.Key(), result));
        var trial = Directory.CreateDirectory(Path.Combine(Folder, "trials", Some.Key().Short)).FullName;
        File.WriteAllText(Path.Combine(trial, "spectra.png"), "picture");
        var pictures = new PictureSource(Path.Combine(Folder, "trials"));
        FigureFiles.Gather(record, Folder, pictures);
        FigureFiles.Gather(record, Folder, pictures);
        var picture = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "figures")));
        Assert.Equal($"hud-synthetic-seed1-{Some.Key().Short}-spectra.png", Path.GetFileName(picture));
        Assert.Equal("picture", File.ReadAllText(picture));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Picture_that_a_node_sends_is_gathered_whether_it_comes_before_its_result_or_after(bool before)
    {
        var store = new ArtifactFolder(Path.Combine(Folder, "artifacts"));
        var sha256 = new string('a', 64);
        var result = Some.Result() with { Artifacts = Some.Result().Artifacts.Add("spectra.png", sha256) };
        var coordinator = Coordinator();
        coordinator.Tell(new AnnounceNode(Some.Node, Some.Life, Some.Offer, false, [], 0, Some.Time), TestActor);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        var aggregator = Sys.ActorOf(AggregatorActor.Props(
            "tiny-2", Folder, coordinator, NullLogger<AggregatorActor>.Instance, new PictureSource(Path.Combine(Folder, "trials"), store)));
        Written(aggregator, 0);
        // An attempt that was superseded drew something else.
        Publish("wrong", new string('b', 64), 2);
        if (before) Publish("picture", sha256, 1);
        AskUntilAnswered<ReportReceived>(coordinator, new ReportResult(Some.Attempt(), Some.Node, result));
        Written(aggregator, 1);
        if (!before) Publish("picture", sha256, 1);
        AwaitAssert(
            () => Assert.Equal("picture", File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(Folder, "figures"), "*.png")))),
            TimeSpan.FromSeconds(20));

        void Publish(string text, string hash, int attempt)
        {
            Directory.CreateDirectory(store.FolderOf(Some.Attempt(attempt)));
            var temporary = Path.Combine(Folder, "sent");
            File.WriteAllText(temporary, text);
            store.Publish(Some.Attempt(attempt), "spectra.png", text.Length, hash, temporary);
        }
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_said_and_harms_nobody()
    {
        var coordinator = Coordinator();
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Some.Plan(2)));
        var aggregator = Aggregator(coordinator, "/dev/null/tables");
        AwaitAssert(
            () =>
            {
                aggregator.Tell(new GetTables(), TestActor);
                Assert.Contains("/dev/null", FishForMessage<TablesFailed>(_ => true).Message, StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(20));
    }
}
