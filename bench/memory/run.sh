#!/usr/bin/env bash
# Resident memory of a 10,000-step training (tiny network, ten checkpoints): the third tenth, after warm-up, against the last.
# Prints one JSON line. Options: --steps 10000 --preset tiny --batch 4 --crop 16 --threads 2 --shards 1 --precision fp32|bf16
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
"$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" memory --out "$work" "$@"
