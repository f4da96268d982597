using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Multi-stage progressive restoration (Zamir et al. 2021): quarters, halves and then the whole image pass through
/// one stage each, and every stage gives an image. Between colour and spectra a 3x3 convolution lifts 3 channels to all bands
/// first, since the network itself maps an image to one of as many channels.</summary>
internal sealed class MprNetwork : nn.Module<Tensor, Tensor[]>
{
    private readonly Parameter slope;
    private readonly Conv2d? lift;
    private readonly Sequential shallow1;
    private readonly Sequential shallow2;
    private readonly Sequential shallow3;
    private readonly Encoder encoder1;
    private readonly Decoder decoder1;
    private readonly Encoder encoder2;
    private readonly Decoder decoder2;
    private readonly FullResolutionStage stage3;
    private readonly SupervisedAttention attention12;
    private readonly SupervisedAttention attention23;
    private readonly Conv2d merge12;
    private readonly Conv2d merge23;
    private readonly Conv2d tail;

    /// <param name="channels">Of the image that comes out; without lifting, also of the one that goes in.</param>
    /// <param name="lifts">Take 3 channels in.</param>
    public MprNetwork(MprNetSize size, int channels, bool lifts) : base(nameof(MprNetwork))
    {
        slope = new Parameter(tensor([0.25f]));
        Tensor Activate(Tensor x) => x.prelu(slope);
        Sequential Shallow() => nn.Sequential(
            Kernel.Of(channels, size.Features, 3), new ChannelAttentionBlock(size.Features, size.Reduction, Activate));

        var (n, last) = (size.Features, size.Features + size.LastStep);
        lift = lifts ? Kernel.Of(3, channels, 3) : null;
        (shallow1, shallow2, shallow3) = (Shallow(), Shallow(), Shallow());
        (encoder1, decoder1) = (new(size, fuses: false, Activate), new(size, Activate));
        (encoder2, decoder2) = (new(size, fuses: true, Activate), new(size, Activate));
        stage3 = new(size, Activate);
        (attention12, attention23) = (new(n, channels), new(n, channels));
        (merge12, merge23) = (Kernel.Of(2 * n, n, 3), Kernel.Of(2 * n, last, 3));
        tail = Kernel.Of(last, channels, 3);
        RegisterComponents();
    }

    /// <summary>Fresh weights, a function of <paramref name="seed"/> alone, drawn as PyTorch starts convolutions and the
    /// original was trained; the slope stays at its 0.25.</summary>
    public void Initialise(SeedTree seed) => Initialisation.FanIn(this, seed, nameof(slope));

    /// <param name="image">(n, channels in, rows, cols), both sides multiples of <see cref="MprNetSize.Divisor"/>.</param>
    /// <returns>The three stages' images, (n, channels, rows, cols) each; the last is the result.</returns>
    public override Tensor[] forward(Tensor image)
    {
        MprNetSize.RequireDivides((int)image.shape[2], (int)image.shape[3]);
        var whole = lift is null ? image : lift.forward(image);
        var halves = Quarters.Halves(whole);

        var quarters = encoder1.Encode(shallow1.forward(Quarters.LeftAndRight(halves)));
        Tensor[] encoded = [.. quarters.Select(Quarters.JoinLeftAndRight)];
        var decoded = decoder1.Decode(encoded);
        var (features, first) = attention12.forward(decoded[0], halves);

        features = merge12.forward(cat([shallow2.forward(halves), features], 1));
        encoded = [.. encoder2.Encode(features, encoded, decoded).Select(Quarters.JoinHalves)];
        decoded = decoder2.Decode(encoded);
        (features, var second) = attention23.forward(decoded[0], whole);

        features = merge23.forward(cat([shallow3.forward(whole), features], 1));
        var third = tail.forward(stage3.Refine(features, encoded, decoded)) + whole;
        return [Quarters.JoinHalves(first), second, third];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) slope.Dispose();
        base.Dispose(disposing);
    }
}
