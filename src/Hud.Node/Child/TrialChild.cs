using System.Runtime.InteropServices;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Node.Processes;

namespace Hud.Node.Child;

/// <summary>Main of a trial's process: runs the pipeline on the specification in its folder and says what happens on
/// standard output (<see cref="ChildMessage"/>).</summary>
public static class TrialChild
{
    /// <param name="gpu">Compute on the GPU that this process sees, not on the CPU.</param>
    /// <returns>Exit code: 0 done, 1 failed, 2 bad input, 75 the folder is busy, 130 left after
    /// a checkpoint.</returns>
    public static int Run(string folder, string shared, string? data, bool gpu) =>
        Run(folder, shared, data, gpu, StandbyChild.Commands(), null);

    /// <param name="ahead">Scene work done before the trial was there; null for none.</param>
    internal static int Run(string folder, string shared, string? data, bool gpu, BoundedLineReader commands, SceneAhead? ahead)
    {
        // Ctrl-C reaches every process of the terminal; what it means for a trial is for the parent to say.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var stop = new StopSignal();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.RequestStop();
        });
        using var output = new MessageWriter(Console.OpenStandardOutput(), stop);
        // Whatever prints to the console from here on must not break into the messages.
        Console.SetOut(Console.Error);
        using var lifeline = Lifeline.Watch(commands, stop);
        return Guarded(folder, shared, data, gpu, stop, lifeline, output, ahead);
    }

    private static int Guarded(
        string folder, string shared, string? data, bool gpu, StopSignal stop, Lifeline lifeline, MessageWriter output, SceneAhead? ahead)
    {
        var seed = 0L;
        try
        {
            using var own = TrialLock.Take(folder, lifeline);
            if (own is null) return ChildExit.Stopped;
            var spec = ReadSpec(Path.Combine(folder, "spec.json"));
            seed = spec.Seed;
            using var device = gpu ? GpuRuntime.Open() : null;
            var result = TrialPipeline.Run(
                spec, new TrialFolder(folder), new SceneLoader(SceneFolders.Default(data)), shared,
                new MessageObserver(output), stop, ahead: ahead);
            if (result is null) return ChildExit.Stopped;
            output.Write(new ChildResult(result));
            return ChildExit.Done;
        }
        catch (FolderBusyException busy)
        {
            Console.Error.WriteLine(busy.Message);
            return ChildExit.Busy;
        }
        catch (Exception failure)
        {
            // The parent shows the message; the stack is for stderr.log.
            Console.Error.WriteLine(failure);
            output.Write(FailureOf(failure, seed));
            return failure is InputException ? ChildExit.BadInput : ChildExit.Failed;
        }
    }

    private static TrialSpec ReadSpec(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, HudJson.Default.TrialSpec)
                ?? throw new InputException(path, null, "null", "a trial's specification is needed");
        }
        catch (Exception bad) when (bad is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, null, null, $"no readable trial specification: {bad.Message}", bad);
        }
    }

    /// <summary>What a failure means for the trial.</summary>
    internal static ChildFailure FailureOf(Exception failure, long seed) => failure switch
    {
        DivergedException diverged => new(FailureKind.Diverged, diverged.Message, diverged.Step, diverged.Seed),
        InputException bad => new(FailureKind.BadInput, bad.Message, null, seed),
        _ when DiskFull.Is(failure) => new(FailureKind.DiskFull, failure.Message, null, seed),
        _ => new(FailureKind.Error, $"{failure.GetType().Name}: {failure.Message}", null, seed),
    };
}
