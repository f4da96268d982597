using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Adam with decoupled weight decay and gradient clipping: on the CPU one fused pass over each float32 parameter, on a
/// GPU a dozen calls for all of them together (<see cref="FlatAdamW"/>). Learning rate and bias correction follow from the step number, so the
/// moments are its whole state.</summary>
public sealed class AdamW : IDisposable
{
    private readonly (string Name, Parameter Value)[] _parameters;
    private readonly Tensor[] _m;
    private readonly Tensor[] _v;
    private readonly AdamWOptions _options;
    private readonly FlatAdamW? _flat;

    /// <param name="parameters">Contiguous float32 parameters, all on one device; build the network, place it, then this.</param>
    public AdamW(IEnumerable<(string Name, Parameter Value)> parameters, AdamWOptions options)
    {
        _parameters = [.. parameters];
        _options = options;
        foreach (var (name, value) in _parameters)
        {
            if (value.dtype != ScalarType.Float32 || !value.is_contiguous())
                throw new ArgumentException($"{name} is not a contiguous float32 tensor", nameof(parameters));
        }

        if (_parameters.Any(p => p.Value.device_type != DeviceType.CPU)) _flat = new([.. _parameters.Select(p => p.Value)]);
        _m = [.. _flat?.M ?? _parameters.Select(p => Zeros(p.Value))];
        _v = [.. _flat?.V ?? _parameters.Select(p => Zeros(p.Value))];
    }

    /// <summary>Applies the gradients and clears them.</summary>
    /// <param name="step">Steps finished before this one, from 0.</param>
    /// <returns>The gradient's Euclidean norm before clipping; NaN or infinite leaves the weights untouched.</returns>
    public double Step(long step)
    {
        if (_flat is not null) return _flat.Step(_options, step);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var gradients = _parameters.Select(p => p.Value.grad).ToArray();
        var norm = Math.Sqrt(gradients.Sum(g => g is null ? 0 : AdamWKernel.SumOfSquares(g)));
        if (double.IsFinite(norm))
        {
            var scale = _options.ClipNorm > 0 && norm > _options.ClipNorm ? _options.ClipNorm / norm : 1;
            var kernel = new AdamWKernel(_options, step, scale);
            for (var i = 0; i < gradients.Length; i++)
                if (gradients[i] is { } gradient) kernel.Apply(_parameters[i].Value, gradient, _m[i], _v[i]);
        }

        foreach (var gradient in gradients) gradient?.zero_();
        return norm;
    }

    /// <summary>Live moments as prefix + "m." and "v." + parameter name, for <see cref="ITrainable.State"/>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State(string prefix = "adam.")
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            yield return new($"{prefix}m.{_parameters[i].Name}", _m[i]);
            yield return new($"{prefix}v.{_parameters[i].Name}", _v[i]);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _m.Concat(_v)) tensor.Dispose();
        _flat?.Dispose();
    }

    private static Tensor Zeros(Tensor like) => zeros(like.shape, ScalarType.Float32).DetachFromDisposeScope();
}
