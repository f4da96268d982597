#!/usr/bin/env bash
# Our TPE against Optuna's (python3-optuna, with its defaults) on standard test functions: the same number of points, over the same
# number of seeds. Prints JSON lines; exit code 1 where ours is further from the minimum than Optuna's beyond chance.
# Options: --points 100 --seeds 30
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
"$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench" search "$@" |
  OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -W ignore "$root/bench/search/compare.py"
