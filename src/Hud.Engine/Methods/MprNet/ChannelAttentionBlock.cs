using Hud.Engine.Native;
using Hud.Engine.Networks;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>CAB: two 3x3 convolutions whose channels are weighted by what the whole image holds, added to the input.</summary>
internal sealed class ChannelAttentionBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;
    private readonly Func<Tensor, Tensor> _activate;

    /// <param name="reduction">Channels over the attention's hidden channels.</param>
    /// <param name="activate">PReLU with the one slope that the whole network shares.</param>
    public ChannelAttentionBlock(int channels, int reduction, Func<Tensor, Tensor> activate)
        : base(nameof(ChannelAttentionBlock))
    {
        conv1 = Kernel.Of(channels, channels, 3);
        conv2 = Kernel.Of(channels, channels, 3);
        squeeze = Kernel.Of(channels, channels / reduction, 1);
        excite = Kernel.Of(channels / reduction, channels, 1);
        _activate = activate;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var body = conv2.forward(_activate(conv1.forward(x)));
        var hidden = nn.functional.relu(squeeze.forward(body.mean([2, 3], keepdim: true)));
        return x.addcmul(body, sigmoid(excite.forward(hidden)), Number.Of(1));
    }

    /// <summary>Several in a row.</summary>
    public static TorchSharp.Modules.Sequential Row(int count, int channels, int reduction, Func<Tensor, Tensor> activate) =>
        nn.Sequential([.. Enumerable.Range(0, count).Select(_ => new ChannelAttentionBlock(channels, reduction, activate))]);
}
