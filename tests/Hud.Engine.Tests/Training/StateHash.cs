using System.Security.Cryptography;
using System.Text;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests;

/// <summary>SHA-256 over names and bits of tensors.</summary>
internal static class StateHash
{
    public static string Of(nn.Module network) => Of(TrainableState.Of(network, ""));

    public static string Of(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in state.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            using var flat = tensor.detach().contiguous();
            hash.AppendData(flat.bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
