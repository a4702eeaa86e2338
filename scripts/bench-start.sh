#!/usr/bin/env bash
# bench-start.sh [RUNS] - seconds from typing `load-test target` until it takes requests, several times, and the median.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
runs=${1:-5}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for _ in $(seq "$runs"); do
  start=$(now)
  : >"$out"
  "$here/load-test" target --port 8765 >"$out" 2>&1 &
  target=$!
  await "^embedded target" "$out" "$target"
  elapsed "$start"
  kill -TERM "$target"
  wait "$target" || true
done | median start
