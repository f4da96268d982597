using System.Collections.Immutable;
using Hud.Engine.Methods;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Methods;

/// <summary>Methods of other people's assemblies, and what a list of them can hold by mistake.</summary>
public sealed class OutsideAssemblyTests
{
    private static readonly string Here = typeof(OutsideAssemblyTests).Assembly.Location;

    [Fact]
    public void Method_of_a_listed_assembly_joins_the_engines_own()
    {
        var methods = MethodRegistry.Find($" {OutsideMethodFiles.Assembly} {Path.PathSeparator}");
        Assert.Equal("Gaussian", Assert.Single(methods, m => m.Name == "gaussian").Title);
        Assert.Equal(MethodRegistry.Find(null).Length + 1, methods.Length);
        Assert.Equal(methods.Select(m => m.Name).Order(StringComparer.Ordinal), methods.Select(m => m.Name));
    }

    [Fact]
    public void Path_that_is_listed_twice_or_is_the_engines_own_changes_nothing()
    {
        var path = OutsideMethodFiles.Assembly;
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var once = MethodRegistry.Find(path).Select(m => m.Name);
        Assert.Equal(once, MethodRegistry.Find(string.Join(Path.PathSeparator, path, relative)).Select(m => m.Name));
        Assert.Equal(once, MethodRegistry.Find(
            string.Join(Path.PathSeparator, typeof(IMethod).Assembly.Location, path)).Select(m => m.Name));
    }

    [Fact]
    public void Missing_file_is_refused() =>
        Assert.Contains("not an assembly that can be loaded", Refused("/nowhere/method.dll"), StringComparison.Ordinal);

    [Fact]
    public void Folder_is_refused() =>
        Assert.Contains("not an assembly that can be loaded", Refused(AppContext.BaseDirectory), StringComparison.Ordinal);

    [Theory]
    [InlineData("not an assembly, by far")]
    [InlineData("")]
    public void File_of_another_kind_is_refused(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["method.dll"], content);
        Assert.Contains("not an assembly that can be loaded", Refused(folder["method.dll"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_without_a_method_is_refused() =>
        Assert.Contains("no public class that implements", Refused(typeof(InputException).Assembly.Location), StringComparison.Ordinal);

    [Fact]
    public void Two_methods_of_one_name_are_refused_with_both_assemblies()
    {
        var fault = Refused(Here, file: null);
        Assert.Contains("two methods have this name", fault, StringComparison.Ordinal);
        Assert.Contains("'hud'", fault, StringComparison.Ordinal);
        Assert.Contains("Hud.Engine.Tests", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_shows_the_files_that_are_tested()
    {
        var document = OutsideMethodFiles.Read("docs", "adding-a-method.md");
        foreach (var (file, language) in ((string, string)[])[("GaussianMethod.cs", "csharp"), ("OutsideMethod.csproj", "xml")])
            Assert.Contains(
                $"```{language}\n{OutsideMethodFiles.Read("tests", "OutsideMethod", file)}```\n", document, StringComparison.Ordinal);
    }

    /// <param name="file">What the message must name besides the variable.</param>
    private static string Refused(string path) => Refused(path, path);

    private static string Refused(string path, string? file)
    {
        var fault = Assert.Throws<InputException>(() => MethodRegistry.Find(path));
        Assert.Equal(MethodRegistry.Variable, fault.File);
        if (file is not null) Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}

/// <summary>Found only where this assembly is listed; then there are two of its name.</summary>
public sealed class FalseHud : IMethod
{
    public string Name => "hud";

    public string Title => "False";

    public Type Options => typeof(object);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options) => throw new NotSupportedException();

    public void Check(TrialSpec spec) => throw new NotSupportedException();

    public ITrainer Create(PreparedScene scene, TrialSpec spec) => throw new NotSupportedException();

    public IGenerator Load(ModelFile model) => throw new NotSupportedException();
}
