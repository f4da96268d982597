namespace Hud.Engine.Augmentation;

/// <summary>Spectra by class: what a classifier is trained or tested on. Safe to read from several threads.</summary>
internal interface ISpectra
{
    int Bands { get; }

    /// <summary>Spectra of a class, 1 or more; 0 where there are none.</summary>
    int CountOf(int label);

    /// <param name="index">0 .. <see cref="CountOf"/> - 1.</param>
    void Fill(int label, int index, Span<float> spectrum);
}
