using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hud.Engine.Unmixing;

/// <summary>Primal active set for eq. 2: exact after finitely many steps, no allocation per pixel. It starts from the
/// pixel before, whose abundances are feasible for every pixel and mostly have the same support.</summary>
internal sealed class ActiveSet
{
    /// <summary>A multiplier above this share of the problem's scale is rounding.</summary>
    private const double Rounding = 1e-14;

    private enum Place : byte { Out, In, Refused }

    private readonly NormalEquations _equations;
    private readonly SupportFactor _factor;
    private readonly int _limit;
    private readonly Place[] _place;
    private readonly double[] _x;
    private readonly double[] _s;
    private readonly double[] _gradient;

    public ActiveSet(NormalEquations equations)
    {
        _equations = equations;
        _factor = new SupportFactor(equations);
        var d = equations.Count;
        _limit = 32 * d;
        (_place, _x, _s) = (new Place[d], new double[d], new double[d]);
        _gradient = new double[equations.Stride];
    }

    /// <summary>Forgets the pixel before.</summary>
    public void Reset()
    {
        _factor.Clear();
        Array.Fill(_place, Place.Out);
    }

    /// <param name="c">A'y of one pixel.</param>
    /// <param name="abundances">Gets d values, at least 0, sum one to rounding.</param>
    /// <returns>Equality-constrained problems solved; the limit of 32 d stands only against rounding without end.</returns>
    public int Solve(ReadOnlySpan<double> c, Span<double> abundances)
    {
        if (_factor.Count == 0) StartAtBestVertex(c);
        var scale = _equations.Scale;
        for (var j = 0; j < _equations.Count; j++) scale = Math.Max(scale, Math.Abs(c[j]));
        var newest = -1;
        var solved = 0;
        while (solved++ < _limit)
        {
            var nu = _factor.Minimise(c, _s);
            if (!StepTowardsMinimiser(newest)) continue;
            newest = MostViolating(c, nu, Rounding * scale);
            if (newest < 0) break;
        }

        for (var j = 0; j < _place.Length; j++)
        {
            abundances[j] = 0;
            if (_place[j] == Place.Refused) _place[j] = Place.Out;
        }

        for (var i = 0; i < _factor.Count; i++) abundances[_factor.Support[i]] = _x[i];
        return solved;
    }

    private void StartAtBestVertex(ReadOnlySpan<double> c)
    {
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var j = 0; j < _equations.Count; j++)
        {
            var error = (0.5 * _equations.H[(j * _equations.Stride) + j]) - c[j];
            if (error < lowest) (best, lowest) = (j, error);
        }

        _factor.TryAdd(best);
        _place[best] = Place.In;
        _x[0] = 1;
    }

    /// <summary>Goes to the minimiser, or to the first bound on the way and takes those at it out of the support.</summary>
    /// <returns>True when the minimiser was reached.</returns>
    private bool StepTowardsMinimiser(int newest)
    {
        var k = _factor.Count;
        var (step, blocking) = (1.0, -1);
        for (var i = 0; i < k; i++)
        {
            if (_s[i] > 0) continue;
            var reach = _x[i] / (_x[i] - _s[i]);
            if (blocking < 0 || reach < step) (step, blocking) = (reach, i);
        }

        if (blocking < 0)
        {
            Array.Copy(_s, _x, k);
            return true;
        }

        for (var i = 0; i < k; i++) _x[i] += step * (_s[i] - _x[i]);
        _x[blocking] = 0;
        for (var i = k - 1; i >= 0; i--)
        {
            if (_x[i] > 0) continue;
            var j = _factor.Support[i];
            // An endmember that leaves as soon as it came was let in by rounding: it would come back for ever.
            _place[j] = j == newest ? Place.Refused : Place.Out;
            _x.AsSpan(i + 1, _factor.Count - i - 1).CopyTo(_x.AsSpan(i));
            _factor.RemoveAt(i);
        }

        return false;
    }

    /// <summary>Adds the endmember whose entering lowers the error fastest; -1 when the conditions of Karush, Kuhn
    /// and Tucker hold.</summary>
    private int MostViolating(ReadOnlySpan<double> c, double nu, double rounding)
    {
        Gradient();
        while (true)
        {
            var (worst, lowest) = (-1, -rounding);
            for (var j = 0; j < _place.Length; j++)
            {
                var multiplier = _gradient[j] + _factor.Shift - c[j] + nu;
                if (multiplier < lowest && _place[j] == Place.Out) (worst, lowest) = (j, multiplier);
            }

            if (worst < 0) return -1;
            if (_factor.TryAdd(worst))
            {
                _place[worst] = Place.In;
                _x[_factor.Count - 1] = 0;
                return worst;
            }

            _place[worst] = Place.Refused;
        }
    }

    /// <summary>H x.</summary>
    private void Gradient()
    {
        ref var h = ref MemoryMarshal.GetArrayDataReference(_equations.H);
        ref var g = ref MemoryMarshal.GetArrayDataReference(_gradient);
        for (var column = 0; column < _equations.Stride; column += 8)
        {
            var sum = Vector512<double>.Zero;
            for (var i = 0; i < _factor.Count; i++)
            {
                var row = Vector512.LoadUnsafe(ref h, (nuint)((_factor.Support[i] * _equations.Stride) + column));
                sum = Vector512.FusedMultiplyAdd(row, Vector512.Create(_x[i]), sum);
            }

            sum.StoreUnsafe(ref g, (nuint)column);
        }
    }
}
