using System.Collections.Immutable;
using System.Reflection;

namespace Hud.Node.Processes;

/// <summary>How to start a trial's child process; the trial's own arguments follow.</summary>
public sealed record ChildCommand(string FileName, ImmutableArray<string> Arguments)
{
    /// <summary>Name of the hidden verb.</summary>
    public const string Verb = "trial-child";

    /// <summary>Its option that computes the canary instead of an attempt.</summary>
    public const string Canary = "--canary";

    /// <summary>Its option that computes on the one GPU that the process sees.</summary>
    public const string Gpu = "--gpu";

    /// <summary>This very program again, whether it runs as `hud` or as `dotnet hud.dll`.</summary>
    public static ChildCommand OfThisProgram()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the program's own path is unknown");
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isHost ? [Assembly.GetEntryAssembly()!.Location, Verb] : [Verb]);
    }
}
