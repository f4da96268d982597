#!/usr/bin/env bash
# FCLS of a whole scene: ours against scipy.optimize.nnls (endmembers with a heavily weighted row of ones).
# Prints one JSON line. Options go to our side: --scene NAME --endmembers D --threads N --repeats N.
# Default scene: Pavia University where $HUD_DATA (or ./data) has it, else a synthetic one of its size.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
"$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" fcls "$@" --out "$work" >"$work/ours.json"
/usr/bin/python3 "$root/bench/fcls/peer.py" "$work"
