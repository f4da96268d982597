namespace Hud.Engine.Scenes.Catalog;

internal static class KennedySpaceCenter
{
    public static SceneEntry Entry { get; } = new()
    {
        Name = "ksc",
        Title = "Kennedy Space Center",
        Sensor = "AVIRIS",
        Site = "Florida, 23 March 1996, 18 m",
        Cube = SceneFile.Ehu("2/26/KSC.mat", "KSC", 56824624,
            "b1ad011cfdb65c853e4f9f6108ca4774467d87f90a5c23b74ff3a2984a3b4786"),
        GroundTruth = SceneFile.Ehu("a/a6/KSC_gt.mat", "KSC_gt", 3240,
            "a1d6ab9293691006bd4d9742d1a1e1c141b1aaa5fbc5fa128b33c1d09038510b"),
        Rows = 512,
        Cols = 614,
        Bands = 176,
        ClassNames =
        [
            "Scrub", "Willow swamp", "Cabbage palm hammock", "Cabbage palm/oak hammock", "Slash pine",
            "Oak/broadleaf hammock", "Hardwood swamp", "Graminoid marsh", "Spartina marsh", "Cattail marsh",
            "Salt marsh", "Mud flats", "Water",
        ],
        ClassPixels = [761, 243, 256, 252, 161, 229, 105, 431, 520, 404, 419, 503, 927],
        ColourBands = (28, 9, 10),
        WrappedNegatives = true,
        // Which 48 of AVIRIS's 224 bands were taken out is not published with the file.
        Wavelengths = new(400, 2500, 176, []),
        Derived =
        [
            new("recon8/KSC_recon8.mat", "KSC", null, 512, 614, 176, [], 43444744,
                "be9bb92a82b6cc7dfd09dec9aede7674fadcb5d61517e188481fa77d57b4dfd2",
                "near-exact reconstruction: at most 1 digital number off nearly everywhere, clipped at 500"),
        ],
    };
}
