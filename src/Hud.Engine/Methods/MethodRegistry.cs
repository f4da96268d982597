using System.Collections.Immutable;
using System.Reflection;
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
    /// <exception cref="InputException">A listed assembly cannot be read or holds no method, or two methods share a name.</exception>
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
        var paths = (assemblies ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var engine = typeof(MethodRegistry).Assembly;
        var methods = MethodsOf(engine)
            .Concat(paths.SelectMany(Listed))
            // A path that is listed twice, or the engine's own, is no second method.
            .DistinctBy(m => m.GetType())
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return methods.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InputException(Variable, null, twice.Key, "two methods have this name: "
                + string.Join(" and ", twice.Select(m => m.GetType().AssemblyQualifiedName)))
            : methods;
    }

    private static IMethod[] Listed(string path)
    {
        try
        {
            // LoadFrom, unlike the load context, also finds what lies beside the assembly and it refers to.
            var methods = MethodsOf(Assembly.LoadFrom(Path.GetFullPath(path)));
            return methods.Length > 0 ? methods : throw new InputException(Variable, null, path,
                $"has no public class that implements {typeof(IMethod).FullName} and can be made without arguments");
        }
        catch (TargetInvocationException e)
        {
            throw new InputException(Variable, null, path, $"a method could not be made: {e.InnerException!.Message}", e);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw new InputException(Variable, null, path, $"not an assembly that can be loaded: {e.Message}", e);
        }
        catch (Exception e) when (e is TypeLoadException or ReflectionTypeLoadException)
        {
            throw new InputException(Variable, null, path, $"does not fit this build of hud, compile it anew: {e.Message}", e);
        }
    }

    private static IMethod[] MethodsOf(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && t.IsAssignableTo(typeof(IMethod))
                && t.GetConstructor(Type.EmptyTypes) is not null)
            .Select(t => (IMethod)Activator.CreateInstance(t)!),
    ];
}
