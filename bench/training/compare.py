"""Alternates training steps of Hud.Bench and PyTorch on the same network, weights and batch; one JSON line per preset."""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time

import torch

from safetensors import load
from unet import UNet

parser = argparse.ArgumentParser()
parser.add_argument("bench")
parser.add_argument("--presets", default="small,base")
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--crop", type=int, default=32)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--repeats", type=int, default=9)
options = parser.parse_args()
torch.set_num_threads(options.threads)


class Ours:
    """Hud.Bench, asked for one step at a time."""

    def __init__(self, preset, precision, shards, folder):
        self.process = subprocess.Popen(
            [options.bench, "training", "--preset", preset, "--precision", precision, "--batch", str(options.batch),
             "--crop", str(options.crop), "--threads", str(options.threads), "--shards", str(shards), "--out", folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert self.process.stdout.readline().strip() == "ready"

    def step(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        milliseconds, loss = self.process.stdout.readline().split()
        return float(milliseconds), float(loss)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Theirs:
    """The mirror network with torch's own AdamW and foreach averages, in either memory layout."""

    def __init__(self, preset, exchange, layout):
        self.network = UNet(exchange["input"].shape[1], preset)
        self.network.load_state_dict({k[6:]: v for k, v in exchange.items() if k.startswith("model.")})
        self.network.to(memory_format=layout)
        self.input = exchange["input"].contiguous(memory_format=layout)
        self.times, self.target = exchange["times"], exchange["target"]
        self.optimiser = torch.optim.AdamW(self.network.parameters(), 2e-4, weight_decay=0)
        self.parameters = [p.detach() for p in self.network.parameters()]
        self.averages = [p.clone() for p in self.parameters]

    def difference(self, output):
        with torch.no_grad():
            return float((self.network(self.input, self.times) - output).abs().max() / output.abs().max())

    def step(self):
        start = time.perf_counter()
        self.optimiser.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(self.network(self.input, self.times), self.target)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        torch._foreach_mul_(self.averages, 0.999)
        torch._foreach_add_(self.averages, self.parameters, alpha=0.001)
        return 1000 * (time.perf_counter() - start), float(loss)

    def close(self):
        pass


def blas():
    with open("/proc/self/maps") as maps:
        names = {line.split("/")[-1].strip() for line in maps if "blas" in line}
    return "OpenBLAS" if any("openblas" in name for name in names) else f"the slow reference BLAS {sorted(names)}"


def compare(preset):
    with tempfile.TemporaryDirectory() as folder:
        sides = {
            "ours_fp32": Ours(preset, "fp32", 1, folder),
            "ours_fp32_shards": Ours(preset, "fp32", options.threads, folder),
        }
        exchange = load(f"{folder}/exchange.safetensors")
        sides["ours_bf16"] = Ours(preset, "bf16", 1, folder)
        sides["ours_bf16_shards"] = Ours(preset, "bf16", options.threads, folder)
        sides["theirs_nchw"] = Theirs(preset, exchange, torch.contiguous_format)
        sides["theirs_nhwc"] = Theirs(preset, exchange, torch.channels_last)
        difference = sides["theirs_nchw"].difference(exchange["output"])
        times, losses = {name: [] for name in sides}, {}
        for repeat in range(options.repeats + 2):
            for name, side in sides.items():
                milliseconds, losses[name] = side.step()
                # The first two steps build kernels and caches.
                if repeat >= 2:
                    times[name].append(milliseconds)
        for side in sides.values():
            side.close()
    medians = {name: round(statistics.median(values), 1) for name, values in times.items()}
    theirs = min(medians["theirs_nchw"], medians["theirs_nhwc"])
    return {
        "bench": "training", "preset": preset, "batch": options.batch, "crop": options.crop,
        "threads": options.threads, "repeats": options.repeats, "output_difference": difference, "milliseconds": medians,
        "loss_after": {name: round(loss, 6) for name, loss in losses.items()},
        "ratio_fp32": round(min(medians["ours_fp32"], medians["ours_fp32_shards"]) / theirs, 3),
        "ratio_bf16": round(min(medians["ours_bf16"], medians["ours_bf16_shards"]) / theirs, 3),
        "peer": f"PyTorch {torch.__version__} with {blas()}, the faster of its two layouts",
    }


for name in options.presets.split(","):
    print(json.dumps(compare(name)), flush=True)
sys.exit(0)
