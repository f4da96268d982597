using Hud.Actors.Trials;
using Hud.Engine.Training;
using Hud.Engine.Trials;
using Hud.Experiments.Files;

namespace Hud.Node.Child;

/// <summary>Main of a process that computes the canary: the same program, libraries and start as a trial's.</summary>
public static class CanaryChild
{
    /// <param name="scratch">A folder for files that may be removed afterwards.</param>
    /// <returns>Exit code 0, or that of a full disk; whatever else goes wrong ends the process otherwise.</returns>
    public static int Run(string scratch)
    {
        using var output = new MessageWriter(Console.OpenStandardOutput(), new StopSignal());
        Console.SetOut(Console.Error);
        try
        {
            var hash = Canary.Run(scratch);
            var architecture = Canary.Architecture();
            output.Write(new ChildCanary(architecture, hash, Canary.Expected(architecture)));
            return ChildExit.Done;
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            return ChildExit.DiskFull;
        }
    }
}
