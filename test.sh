#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every test. Ends with one line: "N passed, N failed".
#   ./test.sh            all test projects
#   ./test.sh Engine     those whose name contains "Engine"
set -euo pipefail
cd "$(dirname "$0")"

# Peers: files we write are read back by NumPy and SciPy, files they wrote are read by us.
if ! /usr/bin/python3 -c 'import numpy, scipy' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test.sh: installing python3-numpy and python3-scipy" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-numpy python3-scipy; } >/dev/null 2>&1 ||
      { echo "test.sh: could not install python3-numpy and python3-scipy" >&2; exit 1; }
  else
    echo "test.sh: please install python3-numpy and python3-scipy (apt-get install python3-numpy python3-scipy)" >&2
    exit 1
  fi
fi

# Tables in LaTeX are compiled; 45 seconds and 65 MB, once.
if ! command -v pdflatex >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test.sh: installing texlive-latex-base and texlive-latex-recommended" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        texlive-latex-base texlive-latex-recommended; } >/dev/null 2>&1 ||
      echo "test.sh: could not install them; the test that compiles LaTeX is skipped" >&2
  else
    echo "test.sh: without pdflatex (texlive-latex-recommended) the test that compiles LaTeX is skipped" >&2
  fi
fi

# The journal is tried on a real PostgreSQL, which the tests start themselves; 20 seconds, once.
if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! command -v postgres >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test.sh: installing postgresql" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1 ||
      { echo "test.sh: could not install postgresql" >&2; exit 1; }
  else
    echo "test.sh: please install postgresql (apt-get install postgresql)" >&2
    exit 1
  fi
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build HudCluster.sln -c Release -nologo -v quiet
dotnet format HudCluster.sln --verify-no-changes --no-restore

passed=0 failed=0 broken=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  case $name in *"${1:-}"*) ;; *) continue ;; esac
  log=$(mktemp)
  echo "== $name"
  dotnet test --project "tests/$name" -c Release --no-build --no-progress --no-ansi 2>&1 | tee "$log" || true
  p=$(sed -n 's/^ *succeeded: *//p' "$log" | tail -1)
  f=$(sed -n 's/^ *failed: *//p' "$log" | tail -1)
  [ -n "$p" ] || { echo "test.sh: $name ended without a summary" >&2; broken=1; }
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
  rm -f "$log"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$broken" = 0 ]
