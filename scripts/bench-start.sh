#!/usr/bin/env bash
# bench-start.sh [RUNS] - seconds from typing `load-test target` until it takes requests, several times, and the median.
set -eu
here=$(dirname "${BASH_SOURCE[0]}")
runs=${1:-5}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
now() { perl -MTime::HiRes=time -e 'printf "%.2f\n", time'; }
for _ in $(seq "$runs"); do
  start=$(now)
  : >"$out"
  "$here/load-test" target --port 8765 >"$out" 2>&1 &
  target=$!
  until grep -q '^embedded target' "$out"; do
    kill -0 "$target" 2>/dev/null || { cat "$out" >&2; exit 5; }
    sleep 0.05
  done
  echo "$start $(now)" | awk '{ printf "%.2f\n", $2 - $1 }'
  kill -TERM "$target"
  wait "$target" || true
done | sort -n | awk '{ v[NR] = $1; print "start: " $1 " s" } END { print "median: " v[int((NR + 1) / 2)] " s" }'
