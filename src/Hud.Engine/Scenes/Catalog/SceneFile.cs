namespace Hud.Engine.Scenes.Catalog;

/// <summary>One published file, as its publisher serves it.</summary>
/// <param name="Path">Canonical place under a data folder, with forward slashes; its last part alone is looked for too.</param>
/// <param name="Variable">The array inside.</param>
/// <param name="Bytes">Exact size.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Url">Public address.</param>
public sealed record SceneFile(string Path, string Variable, long Bytes, string Sha256, Uri Url)
{
    private const string Prefix = "https://www.ehu.eus/ccwintco/uploads/";

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>A file of the UPV/EHU page "Hyperspectral Remote Sensing Scenes".</summary>
    /// <param name="url">The part after the page's upload folder, for example <c>e/ee/PaviaU.mat</c>.</param>
    internal static SceneFile Ehu(string url, string variable, long bytes, string sha256) =>
        new(System.IO.Path.GetFileName(url), variable, bytes, sha256, new Uri(Prefix + url));
}
