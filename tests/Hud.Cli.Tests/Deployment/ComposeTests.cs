using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Cli.Hosting;
using Hud.Cli.Tests.Commands;
using Hud.Experiments.Configuration;
using Hud.Node;
using Hud.Seed;

namespace Hud.Cli.Tests.Deployment;

public sealed class ComposeTests
{
    private static readonly ComposeFile Compose = new(At("docker-compose.yml"));

    private static string At(string path) => Path.Combine(Repository.Root, path);

    private static LayeredConfiguration SettingsOf(string service) =>
        LayeredConfiguration.Of(HudConfiguration.Schema.FromEnvironment(Compose.EnvironmentOf(service)));

    [Fact]
    public void Every_service_mounts_what_is_there()
    {
        foreach (var service in Compose.Services)
            foreach (var mount in Compose.MountsOf(service).Where(m => m[0] != '$'))
                Assert.True(mount.StartsWith("./", StringComparison.Ordinal) ? Path.Exists(At(mount)) : Compose.Volumes.Contains(mount), $"{service}: {mount}");
    }

    [Fact]
    public void Every_volume_is_used_and_every_dependency_exists()
    {
        Assert.Equal(Compose.Volumes.Order(), Compose.Services.SelectMany(Compose.MountsOf).Where(m => m[0] is not ('.' or '$')).Distinct().Order());
        Assert.Subset(Compose.Services.ToHashSet(), Compose.Services.SelectMany(Compose.DependenciesOf).ToHashSet());
    }

    [Fact]
    public void Seeds_settings_are_read_as_meant()
    {
        var settings = SettingsOf("seed");
        var cluster = MembershipOptions.OfSeed(settings.Section("cluster"));
        Assert.Equal("seed:4700", cluster.Listen.ToString());
        Assert.Equal(cluster.Listen, Assert.Single(cluster.Seeds));
        Assert.IsType<PostgresAddress>(JournalOptions.From(settings.Section("journal"), "/").Address);
    }

    [Theory]
    [InlineData("node-1")]
    [InlineData("node-2")]
    public void Nodes_settings_are_read_as_meant(string service)
    {
        var settings = SettingsOf(service);
        Assert.Equal(service, NodeOptions.From(settings.Section("node"), () => []).Node.Value);
        var cluster = MembershipOptions.OfNode(settings.Section("cluster"));
        Assert.Equal((service, "seed:4700"), (cluster.Listen.Host, Assert.Single(cluster.Seeds).ToString()));
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("node-1")]
    [InlineData("node-2")]
    public void Certificates_are_those_that_are_made(string service)
    {
        var environment = Compose.EnvironmentOf(service);
        Assert.Equal($"/etc/hud/{service}.crt", environment["HUD__TLS__CERTIFICATE"]);
        Assert.Equal($"/etc/hud/{service}.key", environment["HUD__TLS__KEY"]);
        Assert.Contains($"\"{service}\"", File.ReadAllText(At("docker-compose.yml")).Split("keys.sh")[1].Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("node-1")]
    [InlineData("node-2")]
    public void Commands_are_verbs_of_the_program(string service) =>
        Assert.Empty(Processes.Parse(Compose.CommandOf(service)).Errors);

    [Fact]
    public void Gpu_variant_changes_services_that_exist()
    {
        var gpu = new ComposeFile(At("deploy/compose/gpu.yml"));
        Assert.Subset(Compose.Services.ToHashSet(), gpu.Services.ToHashSet());
    }
}
