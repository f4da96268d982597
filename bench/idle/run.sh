#!/usr/bin/env bash
# How long a device stands idle between two trials: one seed and one node on loopback, short trials one after the other. For
# each pair, from the end of one trial's last phase (its manifest is complete) to the first training step of the next (its
# training log is made), in seconds; and all of them together, from the first training step on.
# Options: --scene synthetic --trials 4 --iterations 60 --count 32 --threads 2 --prefetch on|off
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
scene=synthetic trials=4 iterations=60 count=32 threads=2 prefetch=on
while [ $# -gt 0 ]; do
  case $1 in
    --scene) scene=$2 ;; --trials) trials=$2 ;; --iterations) iterations=$2 ;; --count) count=$2 ;;
    --threads) threads=$2 ;; --prefetch) prefetch=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
work=$(mktemp -d)
hud=${HUD:-$root/hud}
"$hud" --version > "$work/version" # builds, when it must
seed=0 node=0
cleanup() {
  [ "$node" = 0 ] || { kill -TERM "$node" 2> /dev/null && wait "$node" || true; }
  [ "$seed" = 0 ] || { kill -TERM "$seed" 2> /dev/null && wait "$seed" || true; }
  rm -rf "$work"
}
trap cleanup EXIT
cat > "$work/idle.yaml" <<EOF
name: idle
scenes: ["$scene"]
methods: [hud]
seeds: $trials
threads: $threads
budget: { iterations: $iterations, batch: 8, checkpoint_every: 1000, crop: 32 }
sampling: { count: $count, sampler: ddim, steps: 20 }
metrics: [point_fidelity, block_diversity, ratio]
options: { hud: { preset: tiny } }
EOF
port=$((20000 + RANDOM % 10000))
export HUD_SERVER=http://127.0.0.1:$((port + 1)) HUD__NODE__PREFETCH=$prefetch
"$hud" seed --listen 127.0.0.1:$port --api 127.0.0.1:$((port + 1)) --folder "$work/seed" --shared "$work/shared" > "$work/seed.log" & seed=$!
"$hud" node --seed 127.0.0.1:$port --name idle --folder "$work/node" --shared "$work/shared" > "$work/node.log" & node=$!
until grep -q "is ready" "$work/seed.log" && grep -q "is ready" "$work/node.log"; do sleep 0.2; done
"$hud" submit "$work/idle.yaml" > "$work/submit.log"
until [ "$(grep -l '"complete": true' "$work"/shared/trials/*/manifest.json 2> /dev/null | wc -l)" = "$trials" ]; do sleep 0.5; done
for trial in "$work"/shared/trials/*/; do
  stat -c "%.9W %.9Y" "$trial/log.jsonl" "$trial/manifest.json" | tr '\n' ' '
  echo
done | sort -n | awk -v prefetch="$prefetch" -v scene="$scene" '
  NR > 1 { printf "%s%.3f", (NR > 2 ? ", " : "{\"scene\": \"" scene "\", \"prefetch\": \"" prefetch "\", \"idle_s\": ["), $1 - end }
  NR == 1 { begin = $1 }
  { end = $4 }
  END { printf "], \"whole_s\": %.3f}\n", end - begin }'
