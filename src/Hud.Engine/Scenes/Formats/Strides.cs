namespace Hud.Engine.Scenes.Formats;

/// <summary>Distance in the stored samples between neighbours along each logical axis.</summary>
internal static class Strides
{
    /// <summary>C order: the last axis runs fastest.</summary>
    public static long[] RowMajor(ReadOnlySpan<int> shape)
    {
        var strides = new long[shape.Length];
        var step = 1L;
        for (var axis = shape.Length - 1; axis >= 0; axis--) (strides[axis], step) = (step, step * shape[axis]);
        return strides;
    }

    /// <summary>Fortran and MATLAB order: the first axis runs fastest.</summary>
    public static long[] ColumnMajor(ReadOnlySpan<int> shape)
    {
        var strides = new long[shape.Length];
        var step = 1L;
        for (var axis = 0; axis < shape.Length; axis++) (strides[axis], step) = (step, step * shape[axis]);
        return strides;
    }
}
