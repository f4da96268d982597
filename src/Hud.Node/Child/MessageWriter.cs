using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Engine.Training;

namespace Hud.Node.Child;

/// <summary>One JSON object a line. A parent that no longer listens is a request to leave, not an error.</summary>
internal sealed class MessageWriter(Stream output, StopSignal stop) : IDisposable
{
    private readonly Lock _gate = new();

    public void Write(ChildMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, HudJson.Default.ChildMessage), (byte)'\n'];
        lock (_gate)
        {
            try
            {
                output.Write(line);
                output.Flush();
            }
            catch (IOException)
            {
                stop.RequestStop();
            }
        }
    }

    public void Dispose() => output.Dispose();
}
