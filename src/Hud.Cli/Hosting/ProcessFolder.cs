using Hud.Cli.Commands;
using Hud.Experiments.Files;

namespace Hud.Cli.Hosting;

/// <summary>The folder of a seed or node, ours alone.</summary>
internal static class ProcessFolder
{
    /// <exception cref="Experiments.InputException">Not writable, or another process works in it.</exception>
    public static RunLock Take(string folder)
    {
        WritableFolder.Ensure(folder);
        return RunLock.Take(folder, "--folder");
    }
}
