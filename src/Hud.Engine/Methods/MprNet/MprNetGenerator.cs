using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Image i is the restored spectra of a window that the seed tree draws from the scene's picture. Samplers and their
/// steps mean nothing to it: one pass gives an image.</summary>
internal sealed class MprNetGenerator : IGenerator
{
    internal const string NetworkPrefix = "network.";

    private readonly ColourPicture _picture;
    private readonly MprNetwork _network;

    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the options say.</exception>
    public MprNetGenerator(ModelFile model)
    {
        var options = OptionBinding.Bind<MprNetOptions>(MprNetMethod.MethodName, model.Header.Spec.Options);
        _picture = ColourPicture.Of(model);
        _network = new(MprNetSize.Parse(options.Preset), model.Header.Scene.Bands, lifts: true);
        _network.eval();
        TrainableState.RestoreNetwork(_network, NetworkPrefix, model.Tensors);
        _network.PlacedNetwork();
    }

    /// <summary>One image at a time, so that an image's bits do not depend on its neighbours and large ones fit.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<Cube> Generate(
        GenerationRequest request, int first, int count, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        MprNetSize.RequireDivides(request.Rows, request.Cols);
        var images = new Cube[count];
        for (var i = 0; i < count; i++)
        {
            images[i] = Restore(_picture.Draw(request.Seed.Derive("window", first + i), request.Rows, request.Cols));
            progress?.Invoke((i + 1) / (double)count);
        }

        return images;
    }

    public void Dispose() => _network.Dispose();

    /// <param name="colours">rows x cols x 3.</param>
    /// <returns>rows x cols x bands in [0, 1], the range of every cleaned scene.</returns>
    internal Cube Restore(Cube colours)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var input = zeros(1, 3, colours.Rows, colours.Cols);
        ColourPicture.ToPlanes(colours, TensorMemory.Floats(input));
        var image = _network.forward(input.Placed())[^1].squeeze(0).clamp(Number.Of(0), Number.Of(1)).permute(1, 2, 0).contiguous();
        return new(colours.Rows, colours.Cols, (int)image.shape[2], image.OnHost().data<float>().ToArray());
    }
}
