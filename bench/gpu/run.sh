#!/usr/bin/env bash
# HUD and one baseline on the GPU (or, where there is none, on the CPU, to try this script): steps/s and memory in each arithmetic,
# how far two runs differ, and how far GPU and CPU do. Prints JSON lines.
#   bench/gpu/run.sh [--preset small] [--batch 64] [--steps 200] [--baseline gan]
# HUD_TORCH=cuda|external|cpu chooses the build (default: cuda where nvidia-smi lists a GPU); with external, HUD_LIBTORCH names the
# folder of an installed libtorch, and HUD_DEVICE=cuda|cpu where to compute.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
preset=small batch=64 steps=200 baseline=gan
while [ $# -gt 1 ]; do
  case $1 in
    --preset) preset=$2 ;; --batch) batch=$2 ;; --steps) steps=$2 ;; --baseline) baseline=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ $# = 0 ] || { echo "$1 needs a value" >&2; exit 2; }

here=cpu
if nvidia-smi -L 2>/dev/null | grep -q GPU; then here=cuda; fi
torch=${HUD_TORCH:-$here} device=${HUD_DEVICE:-$here}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet -p:HudTorch="$torch" >&2
bench() { "$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" "$@"; }
train() { bench gpu --preset "$preset" --batch "$batch" "$@"; }

nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null >&2 || echo "no GPU: computing on the CPU" >&2
# Few steps for what is compared: differences of the last digits grow with every step. The CPU is far slower.
short=$((steps < 10 ? steps : 10))
for method in hud "$baseline"; do
  for precision in fp32 tf32 bf16; do
    [ "$method" = hud ] || [ "$precision" = fp32 ] || continue
    train --device "$device" --method "$method" --precision "$precision" --steps "$steps"
  done
  train --device "$device" --method "$method" --steps "$short" --warm 1 --out "$work/a" >/dev/null
  train --device "$device" --method "$method" --steps "$short" --warm 1 --out "$work/b" >/dev/null
  bench gpu-compare "$work/a" "$work/b" "$method: two runs on $device"
  train --device cpu --method "$method" --steps "$short" --warm 1 --out "$work/c"
  bench gpu-compare "$work/a" "$work/c" "$method: $device and cpu"
done
