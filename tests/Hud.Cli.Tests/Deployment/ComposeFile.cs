using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Hud.Cli.Tests.Deployment;

/// <summary>A compose file with its merge keys (<c>&lt;&lt;: *name</c>) resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object?> _root;

    public ComposeFile(string path) => _root = new DeserializerBuilder().Build()
        .Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(new StringReader(File.ReadAllText(path)))));

    public IEnumerable<string> Services => Map(_root["services"]).Keys.Cast<string>();

    public IEnumerable<string> Volumes => Map(_root["volumes"]).Keys.Cast<string>();

    /// <summary>Sources of a service's mounts: names of volumes, or paths that begin with "./" or "$".</summary>
    public IEnumerable<string> MountsOf(string service) => List(service, "volumes").Select(mount =>
        mount.StartsWith('$') ? mount[..(mount.IndexOf('}', StringComparison.Ordinal) + 1)] : mount.Split(':')[0]);

    public IEnumerable<string> CommandOf(string service) => List(service, "command");

    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        Map(_root["services"], service, "environment").ToDictionary(p => (string)p.Key, p => $"{p.Value}");

    public IEnumerable<string> DependenciesOf(string service) =>
        (Map(_root["services"], service).GetValueOrDefault("depends_on") switch
        {
            Dictionary<object, object?> conditions => conditions.Keys,
            IEnumerable<object> names => names,
            _ => [],
        }).Cast<string>();

    private IEnumerable<string> List(string service, string key) =>
        (Map(_root["services"], service).GetValueOrDefault(key) as IEnumerable<object> ?? []).Cast<string>();

    private static Dictionary<object, object?> Map(object? value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path) value = ((Dictionary<object, object?>)value!).GetValueOrDefault(key);
        return value as Dictionary<object, object?> ?? [];
    }
}
