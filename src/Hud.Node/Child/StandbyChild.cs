using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Trials;
using Hud.Node.Processes;

namespace Hud.Node.Child;

/// <summary>Main of a process that waits for its trial with everything loaded, so that a device does not stand idle while
/// the runtime, libtorch and a scene come into memory. Told on standard input, a line each: <c>prepare SPEC</c> (JSON) as
/// often as the expectation changes, then <c>run FOLDER</c>; from there on it is that trial's process like any other. It
/// leaves its GPU alone until then.</summary>
public static class StandbyChild
{
    public const string Prepare = "prepare ";
    public const string Start = "run ";

    /// <summary>More than a trial's specification needs.</summary>
    private const int LongestLine = 1 << 20;

    /// <param name="gpu">See <see cref="TrialChild.Run(string, string, string?, bool)"/>.</param>
    /// <returns>Never: the process ends with the trial's exit code, or with 0 when no trial came.</returns>
    public static int Run(string shared, string? data, bool gpu)
    {
        var commands = Commands();
        var ahead = new SceneAhead(new SceneLoader(SceneFolders.Default(data)), shared, Console.Error.WriteLine);
        var code = Expendable.While(() => Wait(commands, ahead)) is { } folder
            ? TrialChild.Run(folder, shared, data, gpu, commands, ahead)
            : ChildExit.Done;
        // The thread of a scene that nobody wants any more may be deep in native code, where an orderly exit would crash.
        ProcessEnd.Now(code);
        return code;
    }

    /// <returns>The trial's folder; null when the node is gone.</returns>
    private static string? Wait(BoundedLineReader commands, SceneAhead ahead)
    {
        while (commands.ReadLine() is { } line)
        {
            if (line.StartsWith(Start, StringComparison.Ordinal)) return line[Start.Length..];
            if (line.StartsWith(Prepare, StringComparison.Ordinal)
                && JsonSerializer.Deserialize(line[Prepare.Length..], HudJson.Default.TrialSpec) is { } next) ahead.Expect(next);
        }

        return null;
    }

    internal static BoundedLineReader Commands() => new(Console.OpenStandardInput(), LongestLine);
}
