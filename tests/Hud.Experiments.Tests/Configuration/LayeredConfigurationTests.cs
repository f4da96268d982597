using System.Collections.Immutable;
using Hud.Experiments.Configuration;

namespace Hud.Experiments.Tests.Configuration;

public sealed class LayeredConfigurationTests
{
    private static readonly ConfigurationSchema Schema = new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create<string, ImmutableArray<string>>("api", ["listen", "token_file"]),
        KeyValuePair.Create<string, ImmutableArray<string>>("cluster", ["port", "seeds", "patience"]),
    ]));

    private static ConfigurationSection Section(string name, string file = "cluster: {}", (string, string)[]? environment = null, params GivenSetting[] options) =>
        LayeredConfiguration.Of(
            ConfigurationFile.Parse(file, "hud.yaml", Schema),
            Schema.FromEnvironment((environment ?? []).Select(v => KeyValuePair.Create(v.Item1, v.Item2))),
            options).Section(name);

    [Fact]
    public void Environment_outweighs_the_file_and_options_outweigh_both()
    {
        const string file = "cluster: { port: 1 }";
        (string, string)[] environment = [("HUD__CLUSTER__PORT", "2"), ("HUD_DATA", "/scenes"), ("PATH", "/bin")];
        Assert.Equal(7, Section("cluster").Integer("port", 7, 0, 9));
        Assert.Equal(1, Section("cluster", file).Integer("port", 7, 0, 9));
        Assert.Equal(2, Section("cluster", file, environment).Integer("port", 7, 0, 9));
        Assert.Equal(3, Section("cluster", file, environment, new GivenSetting("cluster.port", ["3"], "--port", null)).Integer("port", 7, 0, 9));
    }

    [Fact]
    public void List_is_written_as_yaml_or_between_commas()
    {
        HostPort[] expected = [new("a", 1), new("b", 2)];
        Assert.Equal(expected, Section("cluster", "cluster: { seeds: [a:1, b:2] }").Addresses("seeds"));
        Assert.Equal(expected, Section("cluster", environment: [("HUD__CLUSTER__SEEDS", "a:1, b:2")]).Addresses("seeds"));
        Assert.Empty(Section("cluster").Addresses("seeds"));
    }

    [Theory]
    [InlineData("clutser: { port: 1 }", "hud.yaml, line 1, column 1: 'clutser': no key of a configuration file", "did you mean 'cluster'?")]
    [InlineData("cluster:\n  prot: 1", "hud.yaml, line 2, column 3: 'prot': no key of section 'cluster'", "did you mean 'port'?")]
    [InlineData("cluster: 5", "hud.yaml, line 1, column 10", "must be a mapping")]
    [InlineData("cluster: { port: { a: 1 } }", "hud.yaml, line 1, column 18", "must be a single value")]
    [InlineData("", "hud.yaml", "the file is empty")]
    public void File_is_read_strictly(string file, string place, string rule)
    {
        var bad = Assert.Throws<InputException>(() => Section("cluster", file));
        Assert.StartsWith(place, bad.Message, StringComparison.Ordinal);
        Assert.Contains(rule, bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_that_names_no_setting_is_refused()
    {
        var bad = Assert.Throws<InputException>(() => Section("cluster", environment: [("HUD__CLUSTER__PROT", "1")]));
        Assert.Equal("HUD__CLUSTER__PROT, environment: no setting has this name; did you mean 'HUD__CLUSTER__PORT'?", bad.Message);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    public void Number_out_of_its_range_is_pointed_at(string value)
    {
        var section = Section("cluster", $"cluster:\n  port: {value}");
        var bad = Assert.Throws<InputException>(() => section.Integer("port", 7, 0, 9));
        Assert.Equal($"hud.yaml, line 2, column 9: '{value}': cluster.port must be a whole number from 0 to 9", bad.Message);
    }

    [Fact]
    public void Seconds_may_have_a_fraction_and_have_a_range()
    {
        Assert.Equal(TimeSpan.FromSeconds(1.5), Section("cluster", "cluster: { patience: 1.5 }").Seconds("patience", default, 1, 2));
        Assert.Throws<InputException>(() => Section("cluster", "cluster: { patience: 2.5 }").Seconds("patience", default, 1, 2));
        Assert.Throws<InputException>(() => Section("cluster", "cluster: { patience: NaN }").Seconds("patience", default, 1, 2));
    }

    [Fact]
    public void Single_value_is_no_list()
    {
        var section = Section("api", "api: { token_file: [a, b] }");
        Assert.Throws<InputException>(() => section.Text("token_file"));
        Assert.Throws<InputException>(() => Section("api", environment: [("HUD__API__LISTEN", "")]).Text("listen"));
    }
}
