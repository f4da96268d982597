using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.ImageSpace;

/// <summary>Tensors whose row i is a function of one node of the seed tree, whatever the number of rows.</summary>
internal static class SeededRows
{
    /// <summary>Standard normal numbers.</summary>
    /// <param name="target">Contiguous float32, rows first; overwritten.</param>
    public static void FillGaussian(Tensor target, Func<long, SeedTree> row)
    {
        var count = (int)target.shape[0];
        var size = (int)(target.numel() / count);
        for (var i = 0; i < count; i++) row(i).Stream().FillGaussian(TensorMemory.Floats(target).Slice(i * size, size));
    }

    /// <summary>One uniform number in [0, 1) a row.</summary>
    /// <param name="target">Contiguous float32 with one element a row; overwritten.</param>
    public static void FillUniform(Tensor target, Func<long, SeedTree> row)
    {
        var values = TensorMemory.Floats(target);
        for (var i = 0; i < values.Length; i++) values[i] = (float)row(i).Stream().NextDouble();
    }
}
