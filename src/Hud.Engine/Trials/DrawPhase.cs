using Hud.Engine.Figures;

namespace Hud.Engine.Trials;

/// <summary>Draws what a person looks at first: images, spectra and the loss.</summary>
internal static class DrawPhase
{
    private const string PseudoColour = "pseudo-colour";
    private const string Spectra = "spectra";
    private const string Loss = "loss";

    /// <summary>More images change no density plot.</summary>
    private const int MostImages = 64;

    public static IReadOnlyList<string> Run(TrialRun run)
    {
        run.Observer.Progressed(Phase.Draw, 0, 1, null, null);
        var (folder, scene, method) = (run.Folder, run.Scene, run.Method.Title);
        var images = SampleSet.Read(folder.Samples).Take(MostImages).ToList();
        PseudoColourFigure.Draw(scene, method, images, folder.Of(PseudoColour));
        SpectralDensityFigure.Draw(scene, method, images, folder.Of(Spectra));
        List<string> figures = [PseudoColour, Spectra];
        List<string> others = [];
        var log = TrialLog.Read(folder.Log);
        if (log.Count > 0)
        {
            LossCurveFigure.Draw(
                scene.Name, scene.Provenance, method, [.. log.Select(e => (e.Step, e.Loss))], folder.Of(Loss));
            figures.Add(Loss);
            others.Add(TrialFolder.LogFile);
        }
        else
        {
            run.Observer.Warned($"{folder.Log} is missing or damaged: the loss is not drawn");
        }

        run.Observer.Progressed(Phase.Draw, 1, 1, null, null);
        return [.. figures.SelectMany(f => (string[])[f + ".png", f + ".svg"]), .. others];
    }
}
