using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Engine.Methods;

/// <summary>Every method by name: the engine's own, and those of the assemblies that <c>HUD_METHODS</c> lists.</summary>
public static class MethodRegistry
{
    /// <summary>Environment variable with paths of assemblies, separated as in PATH. Trial processes inherit it.</summary>
    public const string Variable = "HUD_METHODS";

    private static readonly Lazy<ImmutableArray<IMethod>> Found = new(() => Find(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>In the order of their names.</summary>
    /// <exception cref="InputException">A listed assembly cannot be read, or two methods share a name.</exception>
    public static ImmutableArray<IMethod> All => Found.Value;

    /// <summary>The method of that name.</summary>
    /// <exception cref="InputException">There is none; the message names the nearest.</exception>
    public static IMethod Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = All.Select(m => m.Name);
        return All.FirstOrDefault(m => m.Name == name) ?? throw new InputException(
            "methods", null, name, $"unknown method{NearestName.Hint(name, names)}; known are {string.Join(", ", names)}");
    }

    /// <summary>The methods as the planner sees them.</summary>
    public static ImmutableArray<MethodDescription> Describe() =>
    [
        .. All.Select(m => new MethodDescription(m.Name, m.Title, OptionBinding.Describe(m.Options), m.Resolve)
        {
            Check = m.Check,
            Note = m.Note,
        }),
    ];

    /// <param name="assemblies">Value of <see cref="Variable"/>.</param>
    internal static ImmutableArray<IMethod> Find(string? assemblies)
    {
        var paths = (assemblies ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var methods = paths.Select(Load).Prepend(typeof(MethodRegistry).Assembly)
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IMethod)))
            .Select(t => (IMethod)Activator.CreateInstance(t)!)
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return methods.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InputException(Variable, null, twice.Key, "two methods have this name: "
                + string.Join(" and ", twice.Select(m => m.GetType().AssemblyQualifiedName)))
            : methods;
    }

    private static Assembly Load(string path)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw new InputException(Variable, null, path, $"not an assembly that can be loaded: {e.Message}", e);
        }
    }
}
