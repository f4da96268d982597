using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hud.Engine.Scenes.Formats;

/// <summary>A variable to write into a MAT file.</summary>
public abstract class MatVariable
{
    private protected MatVariable(string name, ReadOnlySpan<int> shape)
    {
        if (name is not [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..] || name.Length > 63
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"'{name}' is no MATLAB name: a letter, then letters, digits or _, 63 at most", nameof(name));
        Name = name;
        // MATLAB knows nothing flatter than a matrix.
        Shape = shape.Length switch { 0 => [1, 1], 1 => [1, shape[0]], _ => [.. shape] };
    }

    public string Name { get; }

    public ImmutableArray<int> Shape { get; }

    internal bool IsText { get; private protected init; }

    internal abstract ElementType Type { get; }

    internal long Bytes => Shape.Aggregate((long)Type.Size, (product, n) => product * n);

    public static MatVariable Of(string name, float[] rowMajor, params ReadOnlySpan<int> shape) =>
        MatVariable<float>.Whole(name, ElementType.Float32, rowMajor, shape);

    public static MatVariable Of(string name, double[] rowMajor, params ReadOnlySpan<int> shape) =>
        MatVariable<double>.Whole(name, ElementType.Float64, rowMajor, shape);

    public static MatVariable Of(string name, byte[] rowMajor, params ReadOnlySpan<int> shape) =>
        MatVariable<byte>.Whole(name, ElementType.UInt8, rowMajor, shape);

    public static MatVariable Of(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MatVariable<ushort>.Text(name, text);
    }

    /// <summary>One cube as rows x cols x bands, several as count x rows x cols x bands. A few bands at a time are turned
    /// into MATLAB's order, so that the file costs no second copy in memory.</summary>
    public static MatVariable Of(string name, IReadOnlyList<Cube> cubes) => new MatCubes(name, cubes);

    /// <summary>The samples in column-major order, as consecutive slabs of whole steps of the last axis.</summary>
    internal abstract void VisitSlabs(ISlabVisitor visitor);

    internal interface ISlabVisitor
    {
        void Visit<T>(T[] columnMajor, int lastAxisStart, int lastAxisCount) where T : unmanaged, INumberBase<T>;
    }
}

internal sealed class MatVariable<T> : MatVariable where T : unmanaged, INumberBase<T>
{
    private readonly T[] _rowMajor;

    private MatVariable(string name, ElementType type, T[] rowMajor, ReadOnlySpan<int> shape) : base(name, shape)
    {
        ArgumentNullException.ThrowIfNull(rowMajor);
        (Type, _rowMajor) = (type, rowMajor);
        if (Shape.Aggregate(1L, (n, d) => n * d) != rowMajor.Length)
            throw new ArgumentException($"{rowMajor.Length} values do not fill {string.Join(" x ", Shape)}", nameof(rowMajor));
    }

    internal override ElementType Type { get; }

    public static MatVariable<T> Whole(string name, ElementType type, T[] rowMajor, ReadOnlySpan<int> shape) =>
        new(name, type, rowMajor, shape);

    public static MatVariable<T> Text(string name, string text) =>
        new(name, ElementType.UInt16, [.. text.Select(c => Unsafe.BitCast<ushort, T>(c))], [text.Length > 0 ? 1 : 0, text.Length])
        {
            IsText = true,
        };

    internal override void VisitSlabs(ISlabVisitor visitor)
    {
        // Column-major of a shape is row-major of the reversed shape, read through reversed strides.
        var columnMajor = new T[_rowMajor.Length];
        int[] reversed = [.. Shape.Reverse()];
        long[] strides = [.. Strides.RowMajor(Shape.AsSpan()).Reverse()];
        StridedCopy.ToRowMajor(_rowMajor, 0, reversed, strides, columnMajor);
        visitor.Visit(columnMajor, 0, Shape[^1]);
    }
}
