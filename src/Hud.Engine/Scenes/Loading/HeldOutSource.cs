using System.Globalization;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes.Loading;

/// <summary>A scene whose held-out tiles training must not see: another scene than the whole one, as its hash says.</summary>
internal sealed class HeldOutSource : ISceneSource
{
    private readonly ISceneSource _whole;
    private readonly int _crop;

    /// <param name="crop">Side of the crops, as for <see cref="HeldOutTiles.Of"/>.</param>
    /// <exception cref="InputException">The scene is too small for tiles of both groups.</exception>
    public HeldOutSource(ISceneSource whole, int crop)
    {
        (_whole, _crop) = (whole, crop);
        var pin = whole.Pin;
        if (!HeldOutTiles.Fit(pin.Rows, pin.Cols, crop))
            throw new InputException(pin.Name, "size", $"{pin.Rows} x {pin.Cols}",
                $"to hold out tiles for crops of {crop} the scene needs at least {2 * crop} x {crop} pixels; take smaller crops");
        Pin = pin with { Sha256 = FileHash.Over(pin.Sha256, "held out", crop.ToString(CultureInfo.InvariantCulture)) };
    }

    public ScenePin Pin { get; }

    public Scene Load() => _whole.Load() with { Sha256 = Pin.Sha256, HeldOutCrop = _crop };
}
