using Hud.Actors.Nodes;

namespace Hud.Node;

/// <summary>One actor system's standing, as tasks.</summary>
internal sealed class NodeOutlook(NodeHealth health) : INodeOutlook
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the coordinator has answered for the first time.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Ends when this actor system serves nobody, with the reason.</summary>
    public Task<string> Lost => _lost.Task;

    public void Answered()
    {
        health.Answered();
        _joined.TrySetResult();
    }

    public void OutOfSight(string why) => _lost.TrySetResult(why);
}
