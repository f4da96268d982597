using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Methods;

public sealed class AutoencoderFineTuningTests
{
    private static readonly Scene Scene = new SceneLoader([]).Load("synthetic:rows=24,cols=20,bands=10,endmembers=3,snr=25");

    private static SceneAbundances Start()
    {
        var unmixed = Unmixer.Run(Scene, new UnmixingOptions(3), 1);
        return new(unmixed.Endmembers.Spectra, unmixed.Abundances);
    }

    [Fact]
    public void No_round_leaves_the_autoencoder_frozen()
    {
        var start = Start();
        Assert.Same(start, AutoencoderFineTuning.Run(Scene, start, AbundanceSolver.Fcls, 0, 1));
    }

    [Fact]
    public void Every_round_lowers_the_reconstruction_error_and_keeps_the_constraints()
    {
        var start = Start();
        double Error(SceneAbundances x) => new MixingModel(x.Spectra).Rmse(Scene.Cube, x.Abundances, Scene.Valid, 1);
        var last = Error(start);
        foreach (var rounds in (int[])[1, 2, 5, 20])
        {
            var tuned = AutoencoderFineTuning.Run(Scene, start, AbundanceSolver.Fcls, rounds, 1);
            Assert.True(Error(tuned) < last, $"{Error(tuned)} after {rounds} rounds, {last} before");
            last = Error(tuned);
            Assert.All(tuned.Spectra.Cast<double>(), a => Assert.True(a >= 0));
            Assert.All(tuned.Abundances, x => Assert.True(x >= 0));
            Assert.All(tuned.Abundances.Chunk(3), x => Assert.Equal(1, x.Sum(), 1e-6f));
        }
    }

    [Fact]
    public void Perfect_autoencoder_stays_where_it_is()
    {
        var exact = new SceneLoader([]).Load("synthetic:rows=24,cols=20,bands=10,endmembers=3,snr=Infinity");
        var A = exact.TrueEndmembers!;
        var X = new MixingModel(A).Encode(exact.Cube, AbundanceSolver.Fcls, 1);
        var tuned = AutoencoderFineTuning.Run(exact, new(A, X), AbundanceSolver.Fcls, 3, 1);
        Assert.All(A.Cast<double>().Zip(tuned.Spectra.Cast<double>()), p => Assert.Equal(p.First, p.Second, 1e-4));
    }
}
