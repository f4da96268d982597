"""The network of src/Hud.Engine/Networks in PyTorch, with the same parameter names: the peer of the training benchmark."""
import math

import torch
from torch import nn
from torch.nn import functional as F

PRESETS = {  # width, multipliers, blocks, attention levels, groups
    "tiny": (16, (1, 2), 1, (), 8),
    "small": (32, (1, 2, 2), 1, (2,), 8),
    "base": (64, (1, 2, 2), 2, (2,), 8),
    "paper": (128, (1, 2, 2, 2), 2, (1,), 32),
}


def conv(inputs, outputs, kernel, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2)


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, time_width, groups):
        super().__init__()
        self.norm1 = nn.GroupNorm(groups, inputs)
        self.conv1 = conv(inputs, outputs, 3)
        self.time = nn.Linear(time_width, outputs)
        self.norm2 = nn.GroupNorm(groups, outputs)
        self.conv2 = conv(outputs, outputs, 3)
        self.shortcut = conv(inputs, outputs, 1) if inputs != outputs else None

    def forward(self, x, embedding):
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.time(embedding)[:, :, None, None]
        h = self.conv2(F.silu(self.norm2(h)))
        return h + (x if self.shortcut is None else self.shortcut(x))


class AttentionBlock(nn.Module):
    def __init__(self, channels, groups):
        super().__init__()
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv = conv(channels, 3 * channels, 1)
        self.proj = conv(channels, channels, 1)

    def forward(self, x):
        n, c, h, w = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(n, 3, c, h * w).unbind(1)
        weights = (q.transpose(1, 2) @ k / math.sqrt(c)).softmax(-1)
        return self.proj((v @ weights.transpose(1, 2)).reshape(n, c, h, w)) + x


def time_embedding(t, width):
    half = width // 2
    angles = t[:, None] * torch.exp(torch.arange(half, dtype=torch.float32) * (-math.log(10000) / (half - 1)))[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


class UNet(nn.Module):
    def __init__(self, channels, preset):
        super().__init__()
        self.width, multipliers, blocks, attention, groups = PRESETS[preset]
        width, time_width = self.width, 4 * self.width
        self.time1 = nn.Linear(width, time_width)
        self.time2 = nn.Linear(time_width, time_width)
        self.conv_in = conv(channels, width, 3)
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        skips, at = [width], width
        for level, factor in enumerate(multipliers):
            for _ in range(blocks):
                self.down.append(ResidualBlock(at, width * factor, time_width, groups))
                at = width * factor
                if level in attention:
                    self.down.append(AttentionBlock(at, groups))
                skips.append(at)
            if level < len(multipliers) - 1:
                self.down.append(conv(at, at, 3, stride=2))
                skips.append(at)
        self.mid1 = ResidualBlock(at, at, time_width, groups)
        self.mid_attn = AttentionBlock(at, groups)
        self.mid2 = ResidualBlock(at, at, time_width, groups)
        for level in reversed(range(len(multipliers))):
            for _ in range(blocks + 1):
                self.up.append(ResidualBlock(at + skips.pop(), width * multipliers[level], time_width, groups))
                at = width * multipliers[level]
                if level in attention:
                    self.up.append(AttentionBlock(at, groups))
            if level > 0:
                self.up.append(conv(at, at, 3))
        self.norm_out = nn.GroupNorm(groups, at)
        self.conv_out = conv(at, channels, 3)

    def forward(self, x, t):
        embedding = F.silu(self.time2(F.silu(self.time1(time_embedding(t, self.width)))))
        h = self.conv_in(x)
        skips = [h]
        for layer in self.down:
            if isinstance(layer, ResidualBlock):
                h = layer(h, embedding)
            else:
                h = layer(h)
                if isinstance(layer, AttentionBlock):
                    skips.pop()
            skips.append(h)
        h = self.mid2(self.mid_attn(self.mid1(h, embedding)), embedding)
        for layer in self.up:
            if isinstance(layer, ResidualBlock):
                h = layer(torch.cat([h, skips.pop()], 1), embedding)
            elif isinstance(layer, AttentionBlock):
                h = layer(h)
            else:
                h = layer(F.interpolate(h, scale_factor=2))
        return self.conv_out(F.silu(self.norm_out(h)))
