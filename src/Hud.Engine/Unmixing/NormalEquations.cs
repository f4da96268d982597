namespace Hud.Engine.Unmixing;

/// <summary>min 1/2 x'Hx - c'x with H = A'A and c = A'y: what every pixel's least squares (eq. 2) shares.</summary>
internal sealed class NormalEquations
{
    /// <param name="A">bands x d.</param>
    public NormalEquations(double[,] A)
    {
        ArgumentNullException.ThrowIfNull(A);
        (Bands, Count) = (A.GetLength(0), A.GetLength(1));
        Stride = (Count + 7) & ~7;
        H = new double[Count * Stride];
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count; j++)
            {
                var sum = 0.0;
                for (var band = 0; band < Bands; band++) sum += A[band, i] * A[band, j];
                H[(i * Stride) + j] = sum;
            }
        }

        for (var j = 0; j < Count; j++) Scale = Math.Max(Scale, H[(j * Stride) + j]);
        if (!double.IsFinite(Scale)) throw new ArgumentException("endmembers must be finite", nameof(A));
    }

    public int Bands { get; }

    /// <summary>d.</summary>
    public int Count { get; }

    /// <summary>Doubles from one row of <see cref="H"/> to the next: d rounded up to a whole vector, zeros between.</summary>
    public int Stride { get; }

    /// <summary>d rows of <see cref="Stride"/>.</summary>
    public double[] H { get; }

    /// <summary>Largest squared norm of an endmember.</summary>
    public double Scale { get; }
}
