using System.Collections.Concurrent;
using TorchSharp;

namespace Hud.Engine.Training;

/// <summary>A thread on which torch computes with one core.</summary>
internal sealed class ShardThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public ShardThread(int index)
    {
        _thread = new Thread(Work) { IsBackground = true, Name = $"shard {index}" };
        _thread.Start();
        // torch keeps the thread count per thread, but hands the last one set to threads that come later: put that back.
        var threads = torch.get_num_threads();
        Run(() =>
        {
            _ = torch.get_num_threads();
            torch.set_num_threads(1);
        }).GetAwaiter().GetResult();
        torch.set_num_threads(threads);
    }

    /// <summary>Ends, with the exception if there was one, when <paramref name="work"/> has run.</summary>
    public Task Run(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
