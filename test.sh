#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every test. Ends with one line: "N passed, N failed".
#   ./test.sh            all test projects
#   ./test.sh Engine     those whose name contains "Engine"; "web" is the page
set -euo pipefail
cd "$(dirname "$0")"

# need CHECK PACKAGE...: installs Debian packages unless CHECK succeeds.
need() {
  local check=$1
  shift
  if eval "$check" >/dev/null 2>&1; then return; fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "test.sh: please install $* (apt-get install $*)" >&2
    return 1
  fi
  echo "test.sh: installing $*" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1 ||
    { echo "test.sh: could not install $*" >&2; return 1; }
}

# Peers: files we write are read back by NumPy and SciPy, files they wrote are read by us; the journal is tried on a real PostgreSQL.
need "/usr/bin/python3 -c 'import numpy, scipy'" python3-numpy python3-scipy
need "ls /usr/lib/postgresql/*/bin/postgres || command -v postgres" postgresql
# Metrics are scraped and alert rules are tried by Prometheus itself.
need "command -v prometheus && command -v promtool" prometheus
# Hosts of their own for the cluster under faults: networks, firewalls, clocks.
need "command -v ip && command -v nft && ls /usr/lib/*/faketime" iproute2 nftables faketime ||
  echo "test.sh: the test of a cluster under faults is skipped" >&2
# Tables in LaTeX are compiled; 45 seconds and 65 MB, once.
need "command -v pdflatex" texlive-latex-base texlive-latex-recommended ||
  echo "test.sh: the test that compiles LaTeX is skipped" >&2

# The page is built and checked by Node.js, and tried in a browser: 15 seconds and 113 MB where its libraries are, 233 MB on a bare
# Debian, once.
need "command -v node && command -v npm" nodejs npm || echo "test.sh: the page is neither built nor checked" >&2
need "command -v chromium" chromium || echo "test.sh: the tests of the page in a browser are skipped" >&2

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build HudCluster.sln -c Release -nologo -v quiet
# The build has already refused what style and analyzers forbid; whitespace is what is left of `dotnet format`.
dotnet format whitespace HudCluster.sln --verify-no-changes --no-restore

filter=${1:-} passed=0 failed=0 broken=0 clusters=
logs=$(mktemp -d)
trap '[ -z "$clusters" ] || kill "$clusters" 2>/dev/null; rm -rf "$logs"' EXIT

# wanted NAME: whether that part was asked for.
wanted() { case $1 in *"$filter"*) ;; *) return 1 ;; esac; }

# run PROJECT: its tests, with what they say in its log.
run() { exec dotnet test --project "tests/$1" -c Release --no-build --no-progress --no-ansi >"$logs/$1" 2>&1; }

# count PROJECT: shows what its tests said, and adds them up.
count() {
  echo "== $1"
  cat "$logs/$1"
  local p f
  p=$(sed -n 's/^ *succeeded: *//p' "$logs/$1" | tail -1)
  f=$(sed -n 's/^ *failed: *//p' "$logs/$1" | tail -1)
  [ -n "$p" ] || { echo "test.sh: $1 ended without a summary" >&2; broken=1; }
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
}

# Those of clusters wait for much of their time; the others use the processors meanwhile.
if wanted Hud.Cluster.Tests; then run Hud.Cluster.Tests & clusters=$!; fi
for project in tests/*.Tests; do
  name=$(basename "$project")
  if [ "$name" = Hud.Cluster.Tests ] || ! wanted "$name"; then continue; fi
  (run "$name") || true
  count "$name"
done

# The page: types, style and unit tests; how the cluster serves it is tested above.
if wanted web && command -v npm >/dev/null; then
  log=$logs/web
  echo "== web"
  (cd web && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm install --no-save --silent; } && NO_COLOR=1 npm run --silent check) 2>&1 |
    tee "$log" || true
  # "Tests  1 failed | 33 passed (34)"
  p=$(sed -n 's/^ *Tests .*\b\([0-9][0-9]*\) passed.*/\1/p' "$log")
  f=$(sed -n 's/^ *Tests .*\b\([0-9][0-9]*\) failed.*/\1/p' "$log")
  [ -n "$p$f" ] || { echo "test.sh: the page's check ended without a summary" >&2; broken=1; f=1; }
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
fi

if [ -n "$clusters" ]; then
  wait "$clusters" || true
  clusters=
  count Hud.Cluster.Tests
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$broken" = 0 ]
