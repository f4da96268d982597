namespace Hud.Engine.Scenes.Catalog;

/// <summary>Three small scenes whose true endmembers and abundances are known.</summary>
internal static class UnmixingScenes
{
    private const string Commit = "3ec77a26ce726c2843b4e29070b435056941df39";

    private const string Prefix =
        $"https://raw.githubusercontent.com/UPCGIT/Hyperspectral-Unmixing-Models/{Commit}/Datasets/";

    public static SceneEntry Jasper { get; } = new()
    {
        Name = "jasper",
        Title = "Jasper Ridge",
        Sensor = "AVIRIS",
        Site = "Jasper Ridge, California, 20 m",
        Cube = File("Jasper.mat", 3333464, "834a3ef14426140bd76f5731755e9338e98ce18e4816b552533ab288b3799468"),
        Rows = 100,
        Cols = 100,
        Bands = 198,
        ClassNames = ["Tree", "Water", "Soil", "Road"],
        Wavelengths = new(380, 2500, 224, BandList.Parse("1-3,108-112,154-166,220-224")),
        Truth = new("GT", "S_GT", "reflectance, comparable with the cube up to a few percent of scale"),
    };

    public static SceneEntry Samson { get; } = new()
    {
        Name = "samson",
        Title = "Samson",
        Sensor = "SAMSON",
        Site = "Florida coast",
        Cube = File("Samson.mat", 3735621, "49530e80d0dabf6b1fb9cde2d6cf257f89a344afe9c13b2cc912eb22f344de18"),
        Rows = 95,
        Cols = 95,
        Bands = 156,
        ClassNames = ["Soil", "Tree", "Water"],
        Wavelengths = new(401, 889, 156, []),
        Truth = new("GT", "S_GT", "each spectrum scaled to maximum 1: compare by spectral angle only"),
    };

    public static SceneEntry Moffett { get; } = new()
    {
        Name = "moffett",
        Title = "Moffett Field",
        Sensor = "AVIRIS",
        Site = "Moffett Field, California",
        Cube = File("moffett.mat", 1155180, "1fc5875512af3d87a511a9ad8795b03f3785a834d75442edf07fa31332795567"),
        Rows = 50,
        Cols = 50,
        Bands = 184,
        ClassNames = ["Water", "Soil", "Vegetation"],
        // Which 40 of AVIRIS's 224 bands were taken out is not published with the file.
        Wavelengths = new(400, 2500, 184, []),
        Truth = new("GT", "S_GT", "the abundances are themselves a constrained least-squares solution"),
    };

    private static SceneFile File(string name, long bytes, string sha256) =>
        new("unmixing/" + name, "Y", bytes, sha256, new Uri(Prefix + name));
}
