#!/usr/bin/env bash
# A training step (forward, backward, clipping, AdamW, averaged weights) of the identical network in C# and in PyTorch, in
# alternation; prints one JSON line per preset with medians and ratios (ours / theirs; below 1 is faster).
# Options: --presets small,base --batch 32 --crop 32 --threads 2 --repeats 9
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$root/bench/training/compare.py" \
  "$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" "$@"
