using System.Diagnostics;
using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>What we write, NumPy and SciPy read (Debian: python3-numpy, python3-scipy).</summary>
public sealed class PythonPeerTests
{
    private const string Script = """
        import sys, numpy as np, scipy.io
        folder = sys.argv[1]
        ramp = (np.arange(2 * 3 * 4 * 37) % 101).astype('f4').reshape(2, 3, 4, 37)
        def same(what, a, dtype='float32', b=ramp):
            assert a.dtype == dtype and a.shape == b.shape and (a == b).all(), (what, a.dtype, a.shape)
        same('npy', np.load(folder + '/set.npy'))
        npz = np.load(folder + '/set.npz')
        same('npz', npz['cube'])
        same('wavelengths', npz['wavelengths'], 'float64', np.arange(37.0))
        assert npz['wavelength_unit'] == 'Nanometers' and npz['scale'] == 5000 and npz['description'] == 'a set', list(npz)
        mat = scipy.io.loadmat(folder + '/set.mat')
        same('mat', mat['cube'])
        same('mat wavelengths', mat['wavelengths'], 'float64', np.arange(37.0)[None])
        assert mat['wavelength_unit'] == ['Nanometers'] and mat['scale'] == 5000 and mat['description'] == ['a set'], list(mat)
        names = [(name, shape, kind) for name, shape, kind in scipy.io.whosmat(folder + '/set.mat')]
        assert ('cube', (2, 3, 4, 37), 'single') in names and ('description', (1,), 'char') in names, names
        same('bytes', scipy.io.loadmat(folder + '/bytes.mat')['b'], 'uint8', np.array([[1, 2, 3], [4, 5, 6]]))
        for name, axes in (('bip', (0, 1, 2)), ('bil', (0, 2, 1)), ('bsq', (2, 0, 1))):
            raw = np.fromfile(folder + '/' + name + '.img', '<f4')
            order = ramp[0].transpose(axes)
            assert (raw == order.ravel()).all(), name
        print('all read')
        """;

    [Fact]
    public async Task Files_that_we_write_are_read_by_numpy_and_scipy()
    {
        using var folder = new TemporaryFolder();
        var values = Enumerable.Range(0, 2 * 3 * 4 * 37).Select(i => (float)(i % 101)).ToArray();
        Engine.Scenes.Cube[] cubes = [new(3, 4, 37, values[..444]), new(3, 4, 37, values[444..])];
        var meta = new CubeMetadata([.. Enumerable.Range(0, 37).Select(i => (double)i)], "Nanometers", 5000, "a set", null);
        foreach (var name in (string[])["set.npy", "set.npz", "set.mat"]) CubeFiles.Write(folder[name], cubes, meta);
        MatFile.Write(folder["bytes.mat"], MatVariable.Of("b", new byte[] { 1, 2, 3, 4, 5, 6 }, 2, 3));
        foreach (var interleave in Enum.GetValues<Interleave>())
            EnviFile.Write(folder[$"{interleave}.hdr".ToLowerInvariant()], cubes[0], meta, interleave);

        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Script, folder.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var errors = python.StandardError.ReadToEndAsync(cancellation);
        var output = await python.StandardOutput.ReadToEndAsync(cancellation);

        Assert.True(output.Trim() == "all read", $"{output}{await errors}");
    }
}
