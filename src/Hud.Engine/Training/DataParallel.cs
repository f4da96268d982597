using Hud.Engine.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Computes the gradient of a batch on several cores, each taking its share of the images through the whole network
/// alone. Against torch's own threads, which split every layer, this needs no barriers (oneDNN's spin, which costs dearly when
/// cores are shared) and also spreads the operations that torch runs on one core. The shares and the order of their sum are
/// fixed, so equal inputs give equal bits. A share that does not fit into memory is computed in <see cref="MicroBatches"/>.</summary>
/// <typeparam name="T">A network without randomness in its forward pass: torch's generator is shared by all threads.</typeparam>
public sealed class DataParallel<T> : IDisposable where T : nn.Module
{
    private readonly T[] _networks;
    private readonly Parameter[][] _parameters;
    private readonly ShardThread[] _threads;
    private readonly MicroBatches[] _pieces;

    /// <param name="network">Its parameters receive the gradients; stays the caller's.</param>
    /// <param name="build">Makes a network of the same shape, whose weights then share the memory of <paramref name="network"/>'s.</param>
    /// <param name="threads">Shares of a batch, at least 1; one on a GPU. With 1 everything runs on the caller's thread.</param>
    public DataParallel(T network, Func<T> build, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        threads = ComputeDevice.Shares(threads);
        _networks = [network, .. Enumerable.Range(1, threads - 1).Select(_ => build())];
        _parameters = [.. _networks.Select(n => n.parameters().ToArray())];
        _pieces = [.. _networks.Select(_ => new MicroBatches())];
        using var grad = no_grad();
        foreach (var replica in _parameters.Skip(1))
            for (var i = 0; i < replica.Length; i++) replica[i].set_(_parameters[0][i]);
        _threads = threads == 1 ? [] : [.. Enumerable.Range(0, threads).Select(i => new ShardThread(i))];
    }

    /// <summary>Leaves the gradient of the batch's mean loss in the network's parameters, where there was none.</summary>
    /// <param name="batch">Images, at least 1.</param>
    /// <param name="meanLoss">Given a network, the first image and the count of a piece: the mean loss over that piece, a scalar.
    /// Called on several threads at once.</param>
    /// <returns>The mean loss over the batch.</returns>
    public double Backward(long batch, Func<T, long, long, Tensor> meanLoss)
    {
        ArgumentNullException.ThrowIfNull(meanLoss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var losses = new double[_networks.Length];
        if (_threads.Length == 0) Share(0);
        else Task.WaitAll([.. _threads.Select((thread, i) => thread.Run(() => Share(i)))]);
        for (var i = 1; i < _networks.Length; i++) AddGradients(_parameters[i]);
        return losses.Sum();

        void Share(int i)
        {
            var first = batch * i / losses.Length;
            var count = (batch * (i + 1) / losses.Length) - first;
            if (count == 0) return;
            losses[i] = _pieces[i].Backward(_parameters[i], count, (from, some) =>
                meanLoss(_networks[i], first + from, some) * Number.Of((double)some / batch));
        }
    }

    public void Dispose()
    {
        foreach (var thread in _threads) thread.Dispose();
        foreach (var replica in _networks.Skip(1)) replica.Dispose();
    }

    private void AddGradients(Parameter[] replica)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < replica.Length; i++)
        {
            if (replica[i].grad is not { } share) continue;
            if (_parameters[0][i].grad is { } sum) sum.add_(share);
            else _parameters[0][i].grad = share.clone().DetachFromDisposeScope();
            share.zero_();
        }
    }
}
