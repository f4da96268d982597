using Hud.Actors.Hosting;
using Hud.Cli.Hosting;
using Hud.Engine.Native;
using Hud.Experiments;
using Hud.Experiments.Configuration;
using Hud.Node;
using Hud.Seed;

namespace Hud.Cli.Tests.Hosting;

public sealed class ProcessSettingsTests
{
    private static LayeredConfiguration Given(params (string Name, string Value)[] settings) => LayeredConfiguration.Of(
        settings.Select(s => new GivenSetting(s.Name, [s.Value], "--test", null)));

    private static readonly Gpu[] Gpus = [new(3, "GPU-aa", "One", 24564, 10), new(1, "GPU-bb", "Other", null, null)];

    private static NodeOptions Node(params (string Name, string Value)[] settings) =>
        NodeOptions.From(Given(settings).Section("node"), () => Gpus);

    private static MembershipOptions NodeCluster(params (string Name, string Value)[] settings) =>
        MembershipOptions.OfNode(Given(settings).Section("cluster"));

    [Fact]
    public void Seed_needs_no_settings_and_keeps_to_this_machine()
    {
        var seed = SeedSettings.From(Given());
        Assert.Equal("127.0.0.1:4700", seed.Cluster.Listen.ToString());
        Assert.Equal("127.0.0.1:4780", seed.Api.Listen.ToString());
        Assert.Equal(Path.GetFullPath("hud-seed/journal.db"), seed.Journal.Address.ToString());
        Assert.Equal(Path.GetFullPath("hud-seed/trials"), seed.Trials);
    }

    [Fact]
    public void Shared_folder_is_where_pictures_come_from() =>
        Assert.Equal("/nfs/hud/trials", SeedSettings.From(Given(("artifacts.folder", "/nfs/hud"))).Trials);

    [Fact]
    public void Example_in_the_documentation_is_read()
    {
        var page = File.ReadAllText(Path.Combine(Tests.Commands.Repository.Root, "docs", "cluster.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        var text = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        var all = LayeredConfiguration.Of(ConfigurationFile.Parse(text, "docs/cluster.md", HudConfiguration.Schema));
        Assert.Equal(TimeSpan.FromSeconds(120), SeedSettings.From(all).Coordinator.Lease);
        Assert.Equal("lab-2", NodeOptions.From(all.Section("node")).Node.Value);
    }

    [Fact]
    public void Node_gets_ready_for_the_next_trial_unless_told_otherwise()
    {
        Assert.True(Node().Prefetch);
        Assert.False(Node(("node.prefetch", "off")).Prefetch);
        Assert.Contains("must be on or off", Assert.Throws<InputException>(() => Node(("node.prefetch", "maybe"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_of_a_seed_has_the_bounds_it_is_given()
    {
        var bounds = SeedSettings.From(Given(("artifacts.max_file", "2GiB"), ("artifacts.max_size", "3TiB"), ("artifacts.reserve", "0"))).Bounds;
        Assert.Equal((2L << 30, 3L << 40, 0L), (bounds.MaximumFile, bounds.MaximumSize, bounds.Reserve));
        Assert.Null(SeedSettings.From(Given()).Bounds.MaximumSize);
        Assert.Throws<InputException>(() => SeedSettings.From(Given(("artifacts.max_size", "plenty"))));
        Assert.Throws<InputException>(() => SeedSettings.From(Given(("artifacts.max_file", "1KiB"))));
    }

    [Theory]
    [InlineData("cpu", "cpu:0")]
    [InlineData("cpu:0,cpu:1", "cpu:0 cpu:1")]
    [InlineData("cuda:0, cuda:1", "cuda:0 cuda:1")]
    [InlineData("cpu,cuda:1", "cpu:0 cuda:1")]
    [InlineData("auto", "cuda:0 cuda:1")]
    public void Devices_are_slots(string devices, string slots) =>
        Assert.Equal(slots, string.Join(' ', Node(("node.devices", devices)).Devices.Select(d => d.Name)));

    [Fact]
    public void Gpus_are_offered_with_their_memory_and_known_by_their_uuid()
    {
        var node = Node();
        Assert.Equal(["cuda:0 (23 GiB)", "cuda:1"], node.Devices.Select(d => d.ToString()));
        Assert.Equal("GPU-aa", node.Gpus["cuda:0"]);
        Assert.Equal("GPU-bb", Assert.Single(Node(("node.devices", "cuda:1,cpu")).Gpus).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("auto")]
    public void Machine_without_gpus_offers_its_processor(string devices)
    {
        var given = devices.Length == 0 ? Given() : Given(("node.devices", devices));
        var node = NodeOptions.From(given.Section("node"), () => []);
        Assert.Equal("cpu:0", Assert.Single(node.Devices).Name);
        Assert.Empty(node.Gpus);
    }

    [Fact]
    public void Gpu_that_is_not_here_is_refused_with_those_that_are()
    {
        var bad = Assert.Throws<InputException>(() => Node(("node.devices", "cuda:0,cuda:2")));
        Assert.Contains("names cuda:2, but there are only cuda:0 (One, 24 GiB), cuda:1 (Other)", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_for_processors_says_how_to_get_one_for_gpus()
    {
        var bad = Assert.Throws<InputException>(
            () => NodeOptions.From(Given(("node.devices", "cuda:0")).Section("node"), () => []));
        Assert.Contains("-p:HudTorch=cuda", bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.devices", "gpu")]
    [InlineData("node.devices", "auto,cpu")]
    [InlineData("node.devices", "cpu,cpu:0")]
    [InlineData("node.name", "a b")]
    [InlineData("node.name", "../x")]
    [InlineData("node.patience", "1")]
    [InlineData("node.http", "10.0.0.2:x")]
    public void Bad_setting_of_a_node_is_refused_by_name(string name, string value)
    {
        var bad = Assert.Throws<InputException>(() => Node((name, value)));
        Assert.StartsWith($"--test: '{value.Replace(",", ", ", StringComparison.Ordinal)}': {name} ".Replace(", ", ",", StringComparison.Ordinal), bad.Message.Replace(", ", ",", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Node_serves_metrics_only_where_it_was_told_to()
    {
        Assert.Null(Node().Http);
        Assert.Equal("127.0.0.1:4790", Node(("node.http", "127.0.0.1")).Http.ToString());
        Assert.Equal("10.0.0.2:9", Node(("node.http", "10.0.0.2:9")).Http.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1:4318")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("collector")]
    public void Collector_of_traces_is_a_url(string text)
    {
        var bad = Assert.Throws<InputException>(() => SeedSettings.From(Given(("telemetry.otlp", text))));
        Assert.Contains("telemetry.otlp must be the URL of a collector", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_that_only_lets_others_look_needs_one_that_guards_the_rest()
    {
        var bad = Assert.Throws<InputException>(() => SeedSettings.From(Given(("telemetry.token_file", "t"))));
        Assert.Contains("api.token_file", bad.Message, StringComparison.Ordinal);
        var both = SeedSettings.From(Given(("telemetry.token_file", "t"), ("api.token_file", "f"), ("telemetry.otlp", "http://127.0.0.1:4318")));
        Assert.Equal((Path.GetFullPath("t"), "http://127.0.0.1:4318/"), (both.Telemetry.TokenFile, both.Telemetry.Otlp!.ToString()));
    }

    [Fact]
    public void Node_without_a_seed_would_wait_for_nobody()
    {
        var bad = Assert.Throws<InputException>(() => NodeCluster());
        Assert.Contains("--seed HOST:PORT", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Node_that_a_far_seed_cannot_reach_is_refused()
    {
        var bad = Assert.Throws<InputException>(() => NodeCluster(("cluster.seeds", "10.0.0.1:4700")));
        Assert.Contains("give --listen", bad.Message, StringComparison.Ordinal);
        Assert.Equal("10.0.0.2:0", NodeCluster(("cluster.seeds", "10.0.0.1:4700"), ("cluster.host", "10.0.0.2")).Listen.ToString());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("a b")]
    [InlineData("lab-1:4700")]
    public void Host_is_one_address(string host) =>
        Assert.Throws<InputException>(() => NodeCluster(("cluster.seeds", "127.0.0.1:4700"), ("cluster.host", host)));

    [Fact]
    public void Certificates_come_all_three_or_not_at_all()
    {
        Assert.Null(TlsSection.Read(Given().Section("tls")));
        Assert.Throws<InputException>(() => TlsSection.Read(Given(("tls.key", "k")).Section("tls")));
        var tls = TlsSection.Read(Given(("tls.key", "k"), ("tls.certificate", "c"), ("tls.authority", "a")).Section("tls"))!;
        var seed = NodeCluster(("cluster.seeds", "10.0.0.1:4700"), ("cluster.host", "10.0.0.2")).Settings("gpu", tls).SeedNodes;
        Assert.Equal("akka.ssl.tcp://hud@10.0.0.1:4700", Assert.Single(seed));
    }

    [Fact]
    public void Seed_of_several_must_be_one_of_them() =>
        Assert.Throws<InputException>(() => SeedSettings.From(Given(("cluster.seeds", "10.0.0.1:4700"))));
}
