using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Exponential moving average of weights, in its own tensors. The decay warms up as
/// min(decay, (1 + step) / (10 + step)), so that short runs do not keep the initial weights.</summary>
public sealed class Ema : IDisposable
{
    private readonly (string Name, Parameter Value)[] _parameters;
    private readonly Tensor[] _averages;
    private readonly double _decay;

    /// <summary>Starts at the parameters' current values.</summary>
    /// <param name="decay">0 to 1, exclusive; 0.9999 in Ho et al. 2020.</param>
    public Ema(IEnumerable<(string Name, Parameter Value)> parameters, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        _parameters = [.. parameters];
        _decay = decay;
        using var _ = no_grad();
        _averages = [.. _parameters.Select(p => p.Value.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Call after the optimiser's step.</summary>
    /// <param name="step">Steps finished before this one, from 0.</param>
    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var decay = Math.Min(_decay, (1.0 + step) / (10 + step));
        for (var i = 0; i < _averages.Length; i++)
            _averages[i].lerp_(_parameters[i].Value, 1 - decay);
    }

    /// <summary>Exchanges weights and averages until the result is disposed, which restores both bit by bit.</summary>
    public IDisposable Applied()
    {
        Swap();
        return new Restore(this);
    }

    /// <summary>Live averages as prefix + parameter name, for <see cref="ITrainable.State"/>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State(string prefix = "ema.") =>
        _parameters.Zip(_averages, (p, average) => KeyValuePair.Create(prefix + p.Name, average));

    public void Dispose()
    {
        foreach (var average in _averages) average.Dispose();
    }

    private void Swap()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            var weight = _parameters[i].Value.detach().clone();
            _parameters[i].Value.copy_(_averages[i]);
            _averages[i].copy_(weight);
        }
    }

    private sealed class Restore(Ema ema) : IDisposable
    {
        private Ema? _ema = ema;

        public void Dispose()
        {
            _ema?.Swap();
            _ema = null;
        }
    }
}
