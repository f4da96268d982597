using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Methods;

/// <summary>The paper's optional fine-tuning of the unmixing autoencoder, by reconstruction error: decoder and encoder
/// are improved in turn. The decoder takes one multiplicative step (Lee and Seung 2001), which keeps A non-negative and
/// never raises the error; the encoder is solved anew.</summary>
public static class AutoencoderFineTuning
{
    /// <param name="start">Where to begin; returned unchanged for 0 rounds.</param>
    /// <param name="solver">The encoder; with <see cref="AbundanceSolver.Fcls"/> no round raises the error.</param>
    public static SceneAbundances Run(
        Scene scene, SceneAbundances start, AbundanceSolver solver, int rounds, int threads)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(start);
        if (rounds == 0) return start;
        var A = (double[,])start.Spectra.Clone();
        // VCA's denoised spectra may dip below 0, where a multiplicative step would stay for ever.
        for (var i = 0; i < A.GetLength(0); i++)
            for (var j = 0; j < A.GetLength(1); j++) A[i, j] = Math.Max(A[i, j], 1e-6);
        var X = new MixingModel(A).Encode(scene.Cube, solver, threads);
        for (var round = 0; round < rounds; round++)
        {
            ImproveDecoder(scene, A, X);
            X = new MixingModel(A).Encode(scene.Cube, solver, threads);
        }

        return new(A, X);
    }

    /// <summary>A times (Y X^T) / (A X X^T), element by element, over the valid pixels.</summary>
    private static void ImproveDecoder(Scene scene, double[,] A, float[] X)
    {
        var (bands, d) = (A.GetLength(0), A.GetLength(1));
        var (YXt, XXt) = (new double[bands * d], new double[d * d]);
        var learnable = scene.Learnable;
        for (var i = 0; i < scene.Cube.Pixels; i++)
        {
            if (!learnable[i]) continue;
            var x = X.AsSpan(i * d, d);
            var y = scene.Cube.Pixel(i);
            for (var j = 0; j < d; j++)
            {
                double share = x[j];
                if (share == 0) continue;
                for (var k = 0; k < d; k++) XXt[(j * d) + k] += share * x[k];
                var row = YXt.AsSpan(j * bands, bands);
                for (var band = 0; band < bands; band++) row[band] += share * y[band];
            }
        }

        var AXXt = new double[d];
        for (var band = 0; band < bands; band++)
        {
            for (var j = 0; j < d; j++)
            {
                AXXt[j] = 0;
                for (var k = 0; k < d; k++) AXXt[j] += A[band, k] * XXt[(k * d) + j];
            }

            for (var j = 0; j < d; j++)
                if (AXXt[j] > 0) A[band, j] *= Math.Max(0, YXt[(j * bands) + band]) / AXXt[j];
        }
    }
}
