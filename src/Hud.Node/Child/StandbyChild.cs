using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Engine.Scenes;
using Hud.Engine.Trials;
using Hud.Node.Processes;

namespace Hud.Node.Child;

/// <summary>Main of a process that waits for its trial with everything loaded, so that a device does not stand idle while
/// the runtime, libtorch and a scene come into memory. Told on standard input, a line each: <c>prepare SPEC</c> (JSON) as
/// often as the expectation changes, then <c>run FOLDER</c>; from there on it is that trial's process like any other.
/// </summary>
public static class StandbyChild
{
    public const string Prepare = "prepare ";
    public const string Start = "run ";

    /// <summary>More than a trial's specification needs.</summary>
    private const int LongestLine = 1 << 20;

    /// <returns>The trial's exit code. Does not return when no trial came.</returns>
    public static int Run(string shared, string? data)
    {
        var commands = Commands();
        var ahead = new SceneAhead(new SceneLoader(SceneFolders.Default(data)), shared, Console.Error.WriteLine);
        while (commands.ReadLine() is { } line)
        {
            if (line.StartsWith(Start, StringComparison.Ordinal))
                return TrialChild.Run(line[Start.Length..], shared, data, commands, ahead);
            if (line.StartsWith(Prepare, StringComparison.Ordinal)
                && JsonSerializer.Deserialize(line[Prepare.Length..], HudJson.Default.TrialSpec) is { } next) ahead.Expect(next);
        }

        // The node is gone. A scene's thread may be deep in native code, where an orderly exit could wait for it.
        Process.GetCurrentProcess().Kill();
        return ChildExit.Done;
    }

    internal static BoundedLineReader Commands() => new(Console.OpenStandardInput(), LongestLine);
}
