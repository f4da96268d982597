using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class RealFilesTests
{
    [Theory]
    [InlineData("Indian_pines_gt.mat", "indian_pines_gt", "float64", 10249, 145, 145)]
    [InlineData("KSC_gt.mat", "KSC_gt", "float64", 5211, 512, 614)]
    [InlineData("Pavia_gt.mat", "pavia_gt", "uint8", 148152, 1096, 715)]
    [InlineData("PaviaU_gt.mat", "paviaU_gt", "uint8", 42776, 610, 340)]
    [InlineData("Salinas_gt.mat", "salinas_gt", "float64", 54129, 512, 217)]
    // Type is MATLAB's class: three of the files store doubles as bytes.
    public void Ground_truth_has_the_published_number_of_labels(
        string file, string name, string type, int labelled, int rows, int cols)
    {
        var map = ArrayFiles.Read(RealData.Require(file));

        Assert.Equal((name, type), (map.Name, map.Type));
        Assert.Equal([rows, cols], map.Shape);
        Assert.Equal(labelled, map.ToBytes().Count(b => b > 0));
    }

    /// <summary>Sum over all samples and sum weighted by 1 + index mod 1009 in C order, from scipy.io.loadmat.</summary>
    [Theory]
    [InlineData("crops/Pavia_crop_r4_c228_100x100.mat", "pavia", "uint16", 327220556, 165402693644, 100, 100, 102)]
    [InlineData("recon8/Indian_pines_levels8.mat", "indian_pines_levels", "uint8", 344389057, 173909166204, 145, 145, 220)]
    [InlineData("recon8/PaviaU_recon8.mat", "paviaU", "uint16", 29645433016, 14969274241222, 610, 340, 103)]
    [InlineData("recon8/Salinas_levels8.mat", "salinas_levels", "uint8", 1282614970, 647666793434, 512, 217, 224)]
    [InlineData("recon8/KSC_recon8.mat", "KSC", "uint16", 5139957359, 2595736669461, 512, 614, 176)]
    [InlineData("unmixing/Jasper.mat", "Y", "float64", 2364404028, 1193952558307, 198, 10000)]
    public void Integer_cube_has_the_sums_that_scipy_finds(
        string file, string name, string type, long sum, long weighted, params int[] shape)
    {
        var cube = ArrayFiles.Read(RealData.Require(file));

        Assert.Equal((name, type), (cube.Name, cube.Type));
        Assert.Equal(shape, cube.Shape);
        var (plain, scaled, index) = (0L, 0L, 0);
        foreach (var value in cube.ToSingles())
        {
            plain += (long)value;
            scaled += (long)value * (1 + (index++ % 1009));
        }

        Assert.Equal((sum, weighted), (plain, scaled));
    }

    [Theory]
    [InlineData("unmixing/Samson.mat", 156, 9025, 234604.54564907265, 118406828.03138375)]
    [InlineData("unmixing/moffett.mat", 184, 2500, 96189.86923363095, 48576017.17113094)]
    public void Real_valued_scene_has_the_sums_that_scipy_finds(string file, int bands, int pixels, double sum, double weighted)
    {
        var y = ArrayFiles.Read(RealData.Require(file), "Y");

        Assert.Equal([bands, pixels], y.Shape);
        var values = y.ToDoubles();
        Assert.Equal(sum, values.Sum(), 1e-9 * sum);
        Assert.Equal(weighted, values.Select((v, i) => v * (1 + (i % 1009))).Sum(), 1e-9 * weighted);
    }

    [Theory]
    [InlineData("unmixing/Jasper.mat", 4)]
    [InlineData("unmixing/Samson.mat", 3)]
    [InlineData("unmixing/moffett.mat", 3)]
    public void Unmixing_scene_lists_its_endmembers_and_abundances(string file, int endmembers)
    {
        var infos = ArrayFiles.List(RealData.Require(file)).ToDictionary(i => i.Name);

        Assert.Equal(endmembers, infos["GT"].Shape[0]);
        Assert.Equal(endmembers, infos["S_GT"].Shape[2]);
    }
}
