using System.CommandLine;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes</c>: what scenes there are, which are here, whether they are right, and where to get them.</summary>
internal static class ScenesCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data")
        {
            Description = "Folder with the scenes' files, looked through before $HUD_DATA and ./data.",
            HelpName = "DIR",
            Recursive = true,
        };
        var json = new Option<bool>("--json")
        {
            Description = "One JSON document on standard output; text for people goes to standard error.",
            Recursive = true,
        };
        return new Command("scenes", """
            Lists, describes, checks, downloads and makes scenes.

            A scene is a catalog name (see 'hud scenes list'), 'synthetic', or the path of a cube of your own in MAT, ENVI,
            .npy or .npz, with ':VARIABLE' where a file holds several. Labels of a cube NAME.* are taken from NAME_gt.*.

            Examples:
              hud scenes list                              which scenes are here
              hud scenes info paviau                       bands, classes, files, hashes
              hud scenes fetch paviau --data scenes        download, resume, verify
              hud scenes check my-field.hdr                what is made of your own cube
              hud scenes make-synthetic --out land.mat     a scene with known endmembers
            """)
        {
            data, json,
            ScenesList.Create(data, json),
            ScenesInfo.Create(data, json),
            ScenesCheck.Create(data, json),
            ScenesFetch.Create(data, json),
            ScenesMakeSynthetic.Create(json),
        };
    }
}
