using Akka.Event;

namespace Hud.Actors.Hosting;

/// <summary>Akka's last logger, used while a system starts and stops. Standard output belongs to the answers of `hud`,
/// and a log level alone does not keep the shutdown off it.</summary>
public sealed class NoStandardOutput : MinimalLogger
{
    protected override void Log(object message)
    {
    }
}
