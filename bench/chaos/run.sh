#!/usr/bin/env bash
# Campaigns of short trials on a seed and nodes with network addresses and disks of their own, under a seeded schedule of
# faults, until the time is over. Prints faults, recoveries and broken claims as Markdown; exit code 1 when a claim broke.
# Needs root, iproute2, nftables, faketime for clocks that jump, and postgresql for several seeds. Options: --hours H (1) --seed S (1)
# --trials N (40, of an experiment) --seeds N (1; several share a PostgreSQL server) --nodes N (3) --faults N (one of each kind; of a campaign)
# --steps N (200, of training) --lease SECONDS (12)
# --kinds KillNode,CutSeed,... (all) --gap SECONDS (6, mean, between faults) --out DIR --known DIR (of undisturbed runs, to share). Several may be at work at once.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build "$root/bench/Hud.Chaos" -c Release -nologo -v quiet >&2
exec "$root/artifacts/bin/Hud.Chaos/release_linux-x64/Hud.Chaos" "$@"
