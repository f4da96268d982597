using Hud.Engine.Native;
using Hud.Engine.Networks;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>SAM: a stage's features make its image, and the image decides which features the next stage is given.</summary>
internal sealed class SupervisedAttention : nn.Module<Tensor, Tensor, (Tensor Features, Tensor Image)>
{
    private readonly Conv2d transform;
    private readonly Conv2d to_image;
    private readonly Conv2d to_gate;

    public SupervisedAttention(int features, int channels) : base(nameof(SupervisedAttention))
    {
        transform = Kernel.Of(features, features, 1);
        to_image = Kernel.Of(features, channels, 1);
        to_gate = Kernel.Of(channels, features, 1);
        RegisterComponents();
    }

    /// <param name="input">The image that the whole network was given.</param>
    public override (Tensor Features, Tensor Image) forward(Tensor features, Tensor input)
    {
        var image = to_image.forward(features) + input;
        var gate = sigmoid(to_gate.forward(image));
        return (features.addcmul(transform.forward(features), gate, Number.Of(1)), image);
    }
}
