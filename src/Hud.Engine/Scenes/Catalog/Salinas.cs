namespace Hud.Engine.Scenes.Catalog;

internal static class Salinas
{
    private const string Water = "108-112,154-167,224";

    /// <summary>204 bands: the water bands taken out.</summary>
    public static SceneEntry Corrected { get; } = new()
    {
        Name = "salinas",
        Title = "Salinas",
        Sensor = "AVIRIS",
        Site = "Salinas Valley, California, 3.7 m",
        Cube = SceneFile.Ehu("a/a3/Salinas_corrected.mat", "salinas_corrected", 26552770,
            "5ec1c0d22f56d18ecd336f8e35735863c0f160682e04e0c18ef3f89a3334d87d"),
        GroundTruth = SceneFile.Ehu("f/fa/Salinas_gt.mat", "salinas_gt", 4277,
            "ecfab4d31ef5553f097943235d8ea502038eb4a2067b2ad10b33e37c949955e2"),
        Rows = 512,
        Cols = 217,
        Bands = 204,
        ClassNames =
        [
            "Broccoli green weeds 1", "Broccoli green weeds 2", "Fallow", "Fallow rough plow", "Fallow smooth",
            "Stubble", "Celery", "Grapes untrained", "Soil vineyard develop", "Corn senesced green weeds",
            "Lettuce romaine 4 weeks", "Lettuce romaine 5 weeks", "Lettuce romaine 6 weeks", "Lettuce romaine 7 weeks",
            "Vineyard untrained", "Vineyard vertical trellis",
        ],
        ClassPixels =
            [2009, 3726, 1976, 1394, 2678, 3959, 3579, 11271, 6203, 3278, 1068, 1927, 916, 1070, 7268, 1807],
        ColourBands = (36, 17, 11),
        Wavelengths = new(400, 2500, 224, BandList.Parse(Water)),
        Derived =
        [
            new("recon8/Salinas_levels8.mat", "salinas_levels", null, 512, 217, 224, BandList.Parse(Water), 10121967,
                "44e42f775a18685c55a4659c38b3b5587d236cbc1c17f5c9495c253cae3db251",
                "relative 8-bit levels, each band stretched on its own: shapes of spectra are distorted"),
        ],
    };
}
