namespace Hud.Engine.Unmixing;

/// <summary>Cholesky factor L of H restricted to the support, grown and shrunk one endmember at a time, and with it
/// the minimiser on the plane of sum one.</summary>
/// <remarks>H is shifted by a multiple of 11': on the plane of sum one that adds a constant, so the minimiser stays,
/// and the shifted block is positive definite exactly when the endmembers of the support are affinely independent,
/// which is when the minimiser is unique.</remarks>
internal sealed class SupportFactor
{
    /// <summary>A pivot below this share of the diagonal is rounding: the endmember lies in the affine hull of the
    /// support, and adding it could not lower the error.</summary>
    private const double Dependent = 1e-13;

    private readonly NormalEquations _equations;
    private readonly int _d;
    private readonly double[] _L;
    private readonly double[] _inversePivot;
    private readonly double[] _ones;
    private readonly double[] _forward;
    private double _onesSquared;

    public SupportFactor(NormalEquations equations)
    {
        _equations = equations;
        _d = equations.Count;
        _L = new double[_d * _d];
        (_inversePivot, _ones, _forward) = (new double[_d], new double[_d], new double[_d]);
        Support = new int[_d];
    }

    /// <summary>Endmembers of the support in the order they came; the first <see cref="Count"/> count.</summary>
    public int[] Support { get; }

    public int Count { get; private set; }

    /// <summary>The same shift for every entry of H.</summary>
    public double Shift => _equations.Scale > 0 ? _equations.Scale : 1;

    public void Clear() => (Count, _onesSquared) = (0, 0);

    /// <summary>False, and nothing changed, when j lies in the affine hull of the support.</summary>
    public bool TryAdd(int j) => Append(j, 0);

    private bool Append(int j, double leastPivot)
    {
        var k = Count;
        var row = _L.AsSpan(k * _d, k + 1);
        var h = _equations.H.AsSpan(j * _equations.Stride, _d);
        var (pivot, one) = (h[j] + Shift, 1.0);
        for (var i = 0; i < k; i++)
        {
            var sum = h[Support[i]] + Shift;
            var above = _L.AsSpan(i * _d, i);
            for (var m = 0; m < above.Length; m++) sum -= above[m] * row[m];
            row[i] = sum * _inversePivot[i];
            pivot -= row[i] * row[i];
            one -= row[i] * _ones[i];
        }

        pivot = Math.Max(pivot, leastPivot);
        if (pivot <= Dependent * (h[j] + Shift)) return false;
        _inversePivot[k] = 1 / Math.Sqrt(pivot);
        _ones[k] = one * _inversePivot[k];
        _onesSquared += _ones[k] * _ones[k];
        Support[k] = j;
        Count++;
        return true;
    }

    /// <summary>Takes out the endmember at a position of <see cref="Support"/>; later ones move up.</summary>
    public void RemoveAt(int position)
    {
        var later = Support.AsSpan(position + 1, Count - position - 1);
        Span<int> again = stackalloc int[later.Length];
        later.CopyTo(again);
        Count = position;
        _onesSquared = 0;
        for (var i = 0; i < Count; i++) _onesSquared += _ones[i] * _ones[i];
        // A subset of affinely independent endmembers is independent, whatever rounding says at the very edge.
        foreach (var j in again) Append(j, 2 * Dependent * (_equations.Scale + Shift));
    }

    /// <summary>The minimiser with sum one on the support, in the order of <see cref="Support"/>.</summary>
    /// <returns>nu with (H + shift 11') s - c = -nu 1 on the support.</returns>
    /// <remarks>A constant added to c leaves the minimiser alone and moves nu; taking one off that is near all of c
    /// keeps the digits when y is much larger than the endmembers.</remarks>
    public double Minimise(ReadOnlySpan<double> c, Span<double> s)
    {
        var k = Count;
        var common = c[Support[0]];
        var nu = -1.0;
        for (var i = 0; i < k; i++)
        {
            var sum = c[Support[i]] - common;
            var row = _L.AsSpan(i * _d, i);
            for (var m = 0; m < row.Length; m++) sum -= row[m] * _forward[m];
            _forward[i] = sum * _inversePivot[i];
            nu += _forward[i] * _ones[i];
        }

        nu /= _onesSquared;
        for (var i = k - 1; i >= 0; i--)
        {
            var sum = _forward[i] - (nu * _ones[i]);
            for (var m = i + 1; m < k; m++) sum -= _L[(m * _d) + i] * s[m];
            s[i] = sum * _inversePivot[i];
        }

        return nu + common;
    }
}
