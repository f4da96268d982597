namespace Hud.Engine.Scenes.Formats;

/// <summary>An ENVI image that was read.</summary>
/// <param name="Values">rows x cols x bands, named after the data file.</param>
public sealed record EnviImage(NumericArray Values, EnviHeader Header)
{
    public CubeMetadata Metadata => Header.Metadata;

    public Cube ToCube() => new(Header.Rows, Header.Cols, Header.Bands, Values.ToSingles());
}
