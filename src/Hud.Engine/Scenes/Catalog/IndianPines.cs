namespace Hud.Engine.Scenes.Catalog;

internal static class IndianPines
{
    private const string Worth =
        "relative 8-bit levels, each band stretched on its own, 90 % of the pixels clipped somewhere: smoke tests only";

    private const string Water = "104-108,150-163,220";

    /// <summary>220 bands, as the paper states.</summary>
    public static SceneEntry Full { get; } = new()
    {
        Name = "indian_pines",
        Title = "Indian Pines",
        Sensor = "AVIRIS",
        Site = "north-west Indiana, 12 June 1992, 20 m",
        Cube = SceneFile.Ehu("2/22/Indian_pines.mat", "indian_pines", 6296374,
            "fd6498950de76fb68680e335d30dae63f2337be8ba4b3ab8aa8dbb7b36cff273"),
        GroundTruth = SceneFile.Ehu("c/c4/Indian_pines_gt.mat", "indian_pines_gt", 1125,
            "65c4687a8ab04f6da4789799bc3bc4f6e88bccac3ed6a2e6ae367e5e6b9e429c"),
        Rows = 145,
        Cols = 145,
        Bands = 220,
        ClassNames =
        [
            "Alfalfa", "Corn-notill", "Corn-mintill", "Corn", "Grass-pasture", "Grass-trees", "Grass-pasture-mowed",
            "Hay-windrowed", "Oats", "Soybean-notill", "Soybean-mintill", "Soybean-clean", "Wheat", "Woods",
            "Buildings-Grass-Trees-Drives", "Stone-Steel-Towers",
        ],
        ClassPixels = [46, 1428, 830, 237, 483, 730, 28, 478, 20, 972, 2455, 593, 205, 1265, 386, 93],
        ColourBands = (46, 17, 11),
        Wavelengths = new(400, 2500, 220, []),
        WaterBands = BandList.Parse(Water),
        Derived =
        [
            new("recon8/Indian_pines_levels8.mat", "indian_pines_levels", null, 145, 145, 220, [], 2587064,
                "3c284b31dd37a09a8306d38f37efcad121915249a7ac53d9a817e218fcd88338", Worth),
        ],
    };

    /// <summary>200 bands: the water bands taken out.</summary>
    public static SceneEntry Corrected { get; } = Full with
    {
        Name = "indian_pines_corrected",
        Title = "Indian Pines, corrected",
        Cube = SceneFile.Ehu("6/67/Indian_pines_corrected.mat", "indian_pines_corrected", 5953527,
            "ec2f8808710919d566f70f0d4aa885aae1ddfd42b734aba71c5e12ca65450939"),
        Bands = 200,
        Wavelengths = new(400, 2500, 220, BandList.Parse(Water)),
        WaterBands = [],
        Derived = [Full.Derived[0] with { DroppedBands = BandList.Parse(Water) }],
    };
}
