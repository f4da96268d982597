using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Helps an <see cref="ITrainable"/> gather and restore its state.</summary>
public static class TrainableState
{
    /// <summary>A network's parameters and buffers as prefix + name.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> Of(nn.Module network, string prefix)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.state_dict().Select(p => KeyValuePair.Create(prefix + p.Key, p.Value));
    }

    /// <summary>Copies of live tensors that later steps leave alone; the caller disposes them.</summary>
    public static Dictionary<string, Tensor> Copies(IEnumerable<KeyValuePair<string, Tensor>> live) =>
        live.ToDictionary(p => p.Key, p => p.Value.detach().clone().DetachFromDisposeScope());

    /// <summary>Copies <paramref name="saved"/> into <paramref name="live"/>; names, shapes and types must agree exactly.</summary>
    /// <exception cref="InvalidDataException">A name is missing or too many, or a shape or type differs; nothing was copied.</exception>
    public static void Restore(IReadOnlyDictionary<string, Tensor> live, IReadOnlyDictionary<string, Tensor> saved)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(saved);
        foreach (var name in live.Keys.Concat(saved.Keys).Distinct())
        {
            if (!live.TryGetValue(name, out var to)) throw new InvalidDataException($"the saved tensor {name} has no place here");
            if (!saved.TryGetValue(name, out var from)) throw new InvalidDataException($"the tensor {name} was not saved");
            if (to.dtype != from.dtype || !to.shape.SequenceEqual(from.shape))
                throw new InvalidDataException($"{name} was saved as {Text(from)} but is {Text(to)} here");
        }

        using var _ = no_grad();
        foreach (var (name, tensor) in live) tensor.copy_(saved[name]);
    }

    /// <summary>Copies the tensors of a model whose names begin with <paramref name="prefix"/> into a network.</summary>
    /// <inheritdoc cref="Restore"/>
    public static void RestoreNetwork(nn.Module network, string prefix, IReadOnlyDictionary<string, Tensor> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Restore(
            Of(network, prefix).ToDictionary(),
            model.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary());
    }

    private static string Text(Tensor tensor) => $"{tensor.dtype} ({string.Join(", ", tensor.shape)})";
}
