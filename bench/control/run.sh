#!/usr/bin/env bash
# The control plane: empty trials through submit, lease, accept, complete and record, on SQLite and PostgreSQL, against
# Optuna, dask.distributed, Snakemake and Slurm (where they are installed: python3-optuna python3-psycopg2
# python3-distributed snakemake slurm-wlm); a queue of 100,000 trials; recovery of 100,000 recorded ones from a snapshot; and
# trials that only sleep, on eight nodes against one. Prints JSON lines, ratios last.
# Options: --trials 20000 --peer-trials 400 --nodes 2,8,32 --repeats 3
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
as=()
programs=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)") || programs=
leave() {
  [ ! -f "$work/data/postmaster.pid" ] || "${as[@]}" "$programs/pg_ctl" -D "$work/data" -m immediate -s stop || true
  rm -rf "$work"
}
trap leave EXIT
dotnet build "$root/bench/Hud.Bench" -c Release -nologo -v quiet >&2
bench="$root/artifacts/bin/Hud.Bench/release_linux-x64/Hud.Bench"

# A server of our own with the durability it has out of the box, reached through a socket in the temporary folder.
socket=
if [ -x "$programs/initdb" ]; then
  if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); chown postgres "$work"; fi
  "${as[@]}" "$programs/initdb" -D "$work/data" -U hud -A trust -E UTF8 --locale=C >/dev/null
  "${as[@]}" "$programs/pg_ctl" -D "$work/data" -w -s -l "$work/log" -o "-k $work -c listen_addresses= -c max_connections=200" start
  socket=$work
fi

for journal in "$work/queue.db" ${socket:+"Host=$socket;Database=queue;Username=hud"}; do
  case $journal in Host=*) createdb -h "$socket" -U hud queue ;; esac
  "$bench" queue --journal "$journal"
  "$bench" queue --journal "$journal" --restart yes
done
"$bench" control --journal "$work/long.db" --trials 100000
"$bench" recovery --journal "$work/long.db"
for nodes in 1 8; do "$bench" spread --journal "$work/spread-$nodes.db" --nodes $nodes; done
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$root/bench/control/compare.py" "$bench" "$socket" "$@"
