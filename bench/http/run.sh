#!/usr/bin/env bash
# A seed's API at 200 requests/s while an experiment of 2,000 simulated trials runs: latencies, delay of events, `hud status` on a quiet
# seed, and what the load takes from a training beside it (steps/s with and without, in alternating pairs). Seed, nodes, requests and training
# share this machine. Prints JSON lines.
# Options: --rate 200 --trials 2000 --seconds 60 --pairs 9 --pair-seconds 10 --threads 1 (of the training)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
seed=
leave() {
  [ -z "$seed" ] || { kill "$seed" 2>/dev/null || true; wait "$seed" 2>/dev/null || true; }
  rm -rf "$work"
}
trap leave EXIT
dotnet build "$root/src/Hud.Cli" -c Release -nologo -v quiet >&2
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
out="$root/artifacts/bin"
hud="$out/Hud.Cli/release_linux-x64/hud"
free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
cluster=127.0.0.1:$(free) api=127.0.0.1:$(free)
HUD__COORDINATOR__CANARY=off "$hud" seed --listen "$cluster" --api "$api" --folder "$work/seed" >"$work/log" 2>&1 &
seed=$!
until grep -q 'seed is ready' "$work/log"; do
  kill -0 "$seed" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
"$out/Hud.Bench/release_linux-x64/Hud.Bench" http --server "http://$api" --cluster "$cluster" --hud "$hud" --seed-pid "$seed" "$@"
