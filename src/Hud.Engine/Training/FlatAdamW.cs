using Hud.Engine.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>The arithmetic of <see cref="AdamW"/> in torch's operations, for memory that only a GPU can reach. Weights, gradients
/// and moments of all parameters lie in one tensor each, since a GPU wants few large operations: the parameters become views.</summary>
internal sealed class FlatAdamW : IDisposable
{
    private readonly Tensor _weights;
    private readonly Tensor _gradient;
    private readonly Tensor _m;
    private readonly Tensor _v;

    /// <param name="parameters">Whoever shares their memory, shares it no longer.</param>
    public FlatAdamW(Parameter[] parameters)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _weights = cat([.. parameters.Select(p => p.reshape(-1))]).DetachFromDisposeScope();
        (_gradient, _m, _v) = (Zeros(), Zeros(), Zeros());
        foreach (var (parameter, weights, gradient) in parameters.Zip(Views(_weights, parameters), Views(_gradient, parameters)))
        {
            parameter.set_(weights);
            parameter.grad = gradient;
        }

        (M, V) = (Views(_m, parameters), Views(_v, parameters));
    }

    /// <summary>First moments, shaped like the parameters; the caller's to dispose, as are the second ones.</summary>
    public Tensor[] M { get; }

    public Tensor[] V { get; }

    /// <inheritdoc cref="AdamW.Step"/>
    public double Step(AdamWOptions options, long step)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var norm = Math.Sqrt(Number.From(_gradient.square().sum(ScalarType.Float64)));
        if (double.IsFinite(norm))
        {
            if (options.ClipNorm > 0 && norm > options.ClipNorm) _gradient.mul_(Number.Of(options.ClipNorm / norm));
            _m.mul_(Number.Of(options.Beta1)).add_(_gradient, alpha: Number.Of(1 - options.Beta1));
            _v.mul_(Number.Of(options.Beta2)).addcmul_(_gradient, _gradient, Number.Of(1 - options.Beta2));
            var root = _v.sqrt().mul_(Number.Of(AdamWKernel.InverseRootOf(options, step))).add_(Number.Of(options.Epsilon));
            _weights.mul_(Number.Of(AdamWKernel.KeepOf(options, step)))
                .addcdiv_(_m, root, Number.Of(-AdamWKernel.RateOf(options, step)));
        }

        _gradient.zero_();
        return norm;
    }

    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[_weights, _gradient, _m, _v]) tensor.Dispose();
    }

    private Tensor Zeros() => zeros_like(_weights).DetachFromDisposeScope();

    private static Tensor[] Views(Tensor flat, Parameter[] shapes)
    {
        var offset = 0L;
        return [.. shapes.Select(shape =>
        {
            var view = flat.narrow(0, offset, shape.numel()).view(shape.shape).DetachFromDisposeScope();
            offset += shape.numel();
            return view;
        })];
    }
}
