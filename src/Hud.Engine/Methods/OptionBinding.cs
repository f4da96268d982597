using System.Collections.Immutable;
using System.Reflection;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Engine.Methods;

/// <summary>Turns an options record into what the planner sees, and the planner's text back into the record.</summary>
public static class OptionBinding
{
    /// <summary>The options in the order of the record's properties.</summary>
    /// <param name="options">A record with a parameterless constructor and <see cref="OptionAttribute"/> properties.</param>
    public static ImmutableArray<OptionDescription> Describe(Type options) =>
        [.. Properties(options).Select(p => p.Description)];

    /// <summary>Fills a <typeparamref name="T"/>; options that are not named keep their defaults.</summary>
    /// <param name="method">Name of the method, for messages.</param>
    /// <param name="values">Text by snake_case name.</param>
    /// <exception cref="InputException">An unknown name, or a value against its rule.</exception>
    public static T Bind<T>(string method, IReadOnlyDictionary<string, string> values) where T : new()
    {
        ArgumentNullException.ThrowIfNull(values);
        var properties = Properties(typeof(T)).ToDictionary(p => p.Description.Name);
        object options = new T();
        foreach (var (name, text) in values)
        {
            if (!properties.TryGetValue(name, out var property))
                throw new InputException($"method {method}", "options", name,
                    $"unknown option{NearestName.Hint(name, properties.Keys)}; known are {string.Join(", ", properties.Keys)}");
            property.Property.SetValue(options, property.Parse(method, text));
        }

        return (T)options;
    }

    /// <summary>Every option of <paramref name="options"/> as canonical text.</summary>
    public static ImmutableSortedDictionary<string, string> Text<T>(T options) where T : new() =>
        Properties(typeof(T)).ToImmutableSortedDictionary(
            p => p.Description.Name, p => OptionText.Of(p.Property.GetValue(options)), StringComparer.Ordinal);

    private static IEnumerable<OptionProperty> Properties(Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        return from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               let attribute = property.GetCustomAttribute<OptionAttribute>()
               where attribute is not null
               orderby property.MetadataToken
               select new OptionProperty(property, attribute, defaults);
    }
}
