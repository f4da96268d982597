#!/usr/bin/env bash
# Point fidelity and block diversity of generated 32 x 32 images against a whole scene: ours against numpy, and point
# fidelity as a share of the matrix-product peak measured in the same run. Prints one JSON line, peak memory included.
# Options: --scene NAME (default: synthetic, of Pavia University's size; 'paviau' where $HUD_DATA has it)
#          --images FILE (samples.npy of a trial on that scene; default: crops of the scene, every value with 10 % noise)
#          --fidelity-images N --diversity-images N --product SIDE --threads N --repeats N.
# The peer takes only 2 of the images; its times are scaled to ours by the number of images.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
"$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" metrics "$@" --out "$work" >"$work/ours.json"
/usr/bin/python3 "$root/bench/metrics/peer.py" "$work"
