using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = Hud.Engine.Training.AdamW;

namespace Hud.Engine.Tests.Training;

/// <summary>What a GPU computes, in memory that can be looked at.</summary>
public sealed class FlatAdamWTests : IDisposable
{
    private static readonly AdamWOptions Options = new(LearningRate: 0.02, WeightDecay: 0.05, ClipNorm: 3, WarmUp: 4);

    private readonly TorchSharp.DisposeScope _scope;
    private readonly Parameter[] _theirs;
    private readonly Parameter[] _ours;

    public FlatAdamWTests()
    {
        TorchRuntime.Ensure(1);
        _scope = NewDisposeScope();
        (_theirs, _ours) = (Parameters(), Parameters());
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Steps_are_those_of_the_processors_kernel()
    {
        using var adam = new AdamW(_theirs.Select((p, i) => ($"p{i}", p)), Options);
        using var flat = new FlatAdamW(_ours);
        for (var step = 0; step < 20; step++)
        {
            Backward(_theirs, step);
            Backward(_ours, step);
            Assert.Equal(adam.Step(step), flat.Step(Options, step), 1e-4);
        }

        var state = adam.State().Select(s => s.Value).Chunk(2).ToArray();
        for (var i = 0; i < _ours.Length; i++)
        {
            Assert.True(_ours[i].allclose(_theirs[i], 1e-5, 1e-6));
            Assert.True(flat.M[i].allclose(state[i][0], 1e-4, 1e-6));
            Assert.True(flat.V[i].allclose(state[i][1], 1e-4, 1e-6));
            Assert.Equal(_theirs[i].shape, flat.M[i].shape);
        }
    }

    [Fact]
    public void State_that_is_copied_in_is_gone_on_from()
    {
        using var first = new FlatAdamW(_ours);
        Run(first, _ours, 0, 10);
        var other = Parameters();
        using var second = new FlatAdamW(other);
        using (no_grad())
            foreach (var (from, to) in _ours.Cast<Tensor>().Concat(first.M).Concat(first.V).Zip(other.Cast<Tensor>().Concat(second.M).Concat(second.V)))
                to.copy_(from);
        Run(first, _ours, 10, 20);
        Run(second, other, 10, 20);
        foreach (var (a, b) in _ours.Zip(other)) Assert.Equal(a.data<float>(), b.data<float>());
    }

    [Fact]
    public void Gradient_that_is_not_finite_touches_nothing_and_is_gone()
    {
        using var flat = new FlatAdamW(_ours);
        (_ours[0] * float.NaN).sum().backward();
        Assert.False(double.IsFinite(flat.Step(Options, 0)));
        Assert.Equal(_theirs[0].data<float>(), _ours[0].data<float>());
        Assert.Equal(0, Number.From(_ours[0].grad!.abs().max()));
    }

    private static void Run(FlatAdamW flat, Parameter[] parameters, int first, int end)
    {
        for (var step = first; step < end; step++)
        {
            Backward(parameters, step);
            flat.Step(Options, step);
        }
    }

    private static Parameter[] Parameters() =>
    [
        new(sin(arange(24, dtype: ScalarType.Float32)).reshape(2, 3, 4)), new(cos(arange(5, dtype: ScalarType.Float32))),
        new(ones(1, 7)),
    ];

    private static void Backward(Parameter[] parameters, int step)
    {
        foreach (var p in parameters)
            (p.square() + (p * cos(arange(p.numel(), dtype: ScalarType.Float32) + step).reshape(p.shape))).sum().backward();
    }
}
