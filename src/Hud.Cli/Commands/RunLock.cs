using System.Globalization;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Cli.Commands;

/// <summary>The run's folder, ours alone while this is held. The lock belongs to the open file, so that it is gone when
/// the process is, however it ended.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="InputException">The folder cannot be made or written, or another run works in it.</exception>
    /// <param name="option">Names the folder on the command line.</param>
    public static RunLock Take(string folder, string option = "--out")
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            Directory.CreateDirectory(folder);
            var file = LockFile.TryTake(path) ?? throw new InputException(
                option, null, folder, $"another hud works in this folder; wait for it or choose another {option}");
            try
            {
                file.SetLength(0);
                file.Write(System.Text.Encoding.ASCII.GetBytes(
                    Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
                file.Flush();
                return new RunLock(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new InputException(option, null, folder, $"the folder is not writable: {refused.Message}", refused);
        }
        catch (IOException failed)
        {
            throw new InputException(option, null, folder, $"the folder cannot be used: {failed.Message}", failed);
        }
    }

    public void Dispose() => _file.Dispose();
}
