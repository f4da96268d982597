using System.Runtime.CompilerServices;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>Golden files made by tests/fixtures/make-formats.py with NumPy, SciPy and h5py.</summary>
internal static class Fixture
{
    public static string Of(string name) => Path.Combine(Folder(), name);

    /// <summary>The values of the golden arrays: see ramp() in make-formats.py.</summary>
    public static double[] Ramp(string type, int count = 24)
    {
        var start = type is "int8" or "int16" or "int32" or "int64" || type.StartsWith("float", StringComparison.Ordinal) ? -50 : 0;
        var unit = type.StartsWith("float", StringComparison.Ordinal) ? 4.0 : 1.0;
        return [.. Enumerable.Range(0, count).Select(n => ((n * 37 % 101) + start) / unit)];
    }

    private static string Folder([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "fixtures");
}
