namespace Hud.Engine.Networks;

/// <summary>Arithmetic of the convolutions. Weights, their gradients, moments and averages are float32 either way.</summary>
public enum Precision
{
    /// <summary>Everything in float32.</summary>
    Fp32,

    /// <summary>Convolutions and the activations between them in bfloat16. Pays only on processors with
    /// AVX512-BF16 or AMX; elsewhere it is slower.</summary>
    Bf16Mixed,
}
