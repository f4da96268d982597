namespace Hud.Engine.Scenes.Catalog;

internal static class Pavia
{
    public static SceneEntry Centre { get; } = new()
    {
        Name = "pavia",
        Title = "Pavia Centre",
        Sensor = "ROSIS",
        Site = "Pavia, Italy, 1.3 m",
        Cube = SceneFile.Ehu("e/e3/Pavia.mat", "pavia", 129624657,
            "b60341da323fd271cd97dd6d7a69514d385ccd7fdfc5a60c4ff5994b047f152e"),
        GroundTruth = SceneFile.Ehu("5/53/Pavia_gt.mat", "pavia_gt", 34887,
            "7eb54ab81b404dd3ae572e6d0ec211595029e5a847bec2cfb8f9e72d07066b69"),
        Rows = 1096,
        Cols = 715,
        Bands = 102,
        ClassNames =
        [
            "Water", "Trees", "Meadows", "Self-blocking bricks", "Bare soil", "Asphalt", "Bitumen", "Tiles", "Shadows",
        ],
        ClassPixels = [65971, 7598, 3090, 2685, 6584, 9248, 7287, 42826, 2863],
        ColourBands = (46, 27, 10),
        Wavelengths = new(430, 860, 102, []),
        Derived =
        [
            new("crops/Pavia_crop_r4_c228_100x100.mat", "pavia", "pavia_gt", 100, 100, 102, [], 1302902,
                "5f68042b411daabe5ca2818c7436d719281992384639218c46925859d0920a30",
                "100 x 100 pixel crop of a bridge over the river, exact digital numbers: shows little of the city"),
        ],
    };

    public static SceneEntry University { get; } = new()
    {
        Name = "paviau",
        Title = "Pavia University",
        Sensor = "ROSIS",
        Site = "Pavia, Italy, 1.3 m",
        Cube = SceneFile.Ehu("e/ee/PaviaU.mat", "paviaU", 34806917,
            "28447fa87f7a5797845e9a189c0da85e23b1d06a4ba7361e5ff44efbf834d2fb"),
        GroundTruth = SceneFile.Ehu("5/50/PaviaU_gt.mat", "paviaU_gt", 11005,
            "23f6a426928f9b32984adffe659e29f554f9fb6c93b5a107528d308d5087a829"),
        Rows = 610,
        Cols = 340,
        Bands = 103,
        ClassNames =
        [
            "Asphalt", "Meadows", "Gravel", "Trees", "Painted metal sheets", "Bare soil", "Bitumen",
            "Self-blocking bricks", "Shadows",
        ],
        ClassPixels = [6631, 18649, 2099, 3064, 1345, 5029, 1330, 3682, 947],
        ColourBands = (46, 27, 10),
        Wavelengths = new(430, 860, 103, []),
        Derived =
        [
            new("recon8/PaviaU_recon8.mat", "paviaU", null, 610, 340, 103, [], 22137726,
                "063cfb5075c6e31ac7f7713d4043a91793ebfbebe61bf3383bfe1030e63ce899",
                "full-size reconstruction, about 10 digital numbers off, clipped at 5250"),
        ],
    };
}
