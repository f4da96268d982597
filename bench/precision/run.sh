#!/usr/bin/env bash
# The same training in fp32 and in bf16-mixed arithmetic: prints the table of metrics and the seconds of each trial's training.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/hud" run "$root/bench/precision/precision.yaml" --out "$work" >"$work/log"
grep '^|' "$work/tables.md"
/usr/bin/python3 - "$work" <<'PY'
import glob, json, sys
for path in sorted(glob.glob(sys.argv[1] + "/trials/*/manifest.json")):
    m = json.load(open(path))
    print(json.dumps({"bench": "precision", "precision": m["spec"]["options"]["precision"], "seed": m["spec"]["seed"],
                      "train_seconds": round(m["phases"]["train"]["seconds"], 1), "cpu": m["environment"]["cpu"]}))
PY
