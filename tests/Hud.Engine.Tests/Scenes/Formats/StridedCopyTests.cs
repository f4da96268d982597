using CsCheck;
using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class StridedCopyTests
{
    [Fact]
    public void Any_order_of_axes_is_copied_as_element_by_element() =>
        Gen.Select(Gen.Int[0, 45].Array[1, 3], Gen.Int[0, 3], Gen.Int[0, 23]).Sample((sizes, extra, order) =>
        {
            int[] shape = [.. sizes, .. Enumerable.Repeat(2, extra)];
            // Storage order: a permutation of the axes drawn by the Lehmer code "order".
            var axes = Enumerable.Range(0, shape.Length).ToList();
            var strides = new long[shape.Length];
            for (var step = 1L; axes.Count > 0; order /= 4)
            {
                var axis = axes[order % axes.Count];
                axes.Remove(axis);
                (strides[axis], step) = (step, step * shape[axis]);
            }

            var count = shape.Aggregate(1, (n, d) => n * d);
            var source = Enumerable.Range(0, count).Select(i => (ushort)i).ToArray();
            var target = new float[count];
            StridedCopy.ToRowMajor(source, 0, shape, strides, target);

            var rowMajor = Strides.RowMajor(shape);
            for (var i = 0; i < count; i++)
            {
                var from = 0L;
                for (var axis = 0; axis < shape.Length; axis++) from += i / rowMajor[axis] % shape[axis] * strides[axis];
                Assert.Equal(source[from], target[i]);
            }
        }, iter: 300);

    [Fact]
    public void Reading_a_cube_allocates_its_stored_and_its_converted_size_and_no_more()
    {
        using var folder = new TemporaryFolder();
        const int Count = 300 * 200 * 40;
        MatFile.Write(folder["x.mat"], MatVariable.Of("x", new double[Count], 300, 200, 40));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var singles = ArrayFiles.Read(folder["x.mat"]).ToSingles();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Count, singles.Length);
        Assert.InRange(allocated, 12L * Count, (12L * Count) + (4 << 20));
    }
}
