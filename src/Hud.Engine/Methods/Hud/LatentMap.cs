using Hud.Engine.Scenes;

namespace Hud.Engine.Methods.Hud;

/// <summary>A whole scene in the latent space: channels x rows x cols.</summary>
internal sealed record LatentMap(float[] Planes, int Channels, int Rows, int Cols)
{
    /// <summary>One window, turned as its place says.</summary>
    /// <param name="target">channels x side x side.</param>
    public void Crop(CropPlace place, int side, Span<float> target)
    {
        // Where the window's upper left pixel comes from, and how far apart its neighbours lie in the scene.
        var (down, right) = (Cols, 1);
        var start = (place.Row * Cols) + place.Col;
        if ((place.Orientation & 1) != 0) (start, right) = (start + ((side - 1) * right), -right);
        if ((place.Orientation & 2) != 0) (start, down) = (start + ((side - 1) * down), -down);
        if ((place.Orientation & 4) != 0) (down, right) = (right, down);
        var at = 0;
        for (var c = 0; c < Channels; c++)
        {
            var plane = start + (c * Rows * Cols);
            for (var r = 0; r < side; r++)
                for (var k = 0; k < side; k++)
                    target[at++] = Planes[plane + (r * down) + (k * right)];
        }
    }
}
