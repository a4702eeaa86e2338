#!/usr/bin/env bash
# bench-reconcile.sh [TICKETS [RUNS]] - seconds of `load-test reconcile`, whole process with 256 MiB of heap, for that
# many accepted tickets against as many rows of the embedded target's PostgreSQL; and the median.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")
tickets=${1:-1000000}
runs=${2:-5}
heap=256m
out=$(mktemp -d)
target=
trap '[ -z "$target" ] || { kill -TERM "$target"; wait "$target" || true; }; rm -rf "$out"' EXIT
now() { perl -MTime::HiRes=time -e 'printf "%.2f\n", time'; }

(cd "$home" && mvn -B -q test-compile)
: >"$out/target"
"$here/load-test" target --port 8767 >"$out/target" 2>&1 &
target=$!
until grep -q 'in the shell' "$out/target"; do
  kill -0 "$target" 2>/dev/null || { cat "$out/target" >&2; exit 5; }
  sleep 0.1
done
. "$(sed -n 's/^secret and URLs: //p' "$out/target")"
export LOAD_TEST_URL=http://localhost:8767
classpath="$home/target/classes:$home/target/test-classes:$(cat "$home/target/launcher.classpath")"
java -cp "$classpath" com.aiagents.loadtest.bench.ReconcileData "$out/run" "$tickets"

for _ in $(seq "$runs"); do
  rm -f "$out/run/workflow.jtl"
  start=$(now)
  java -XX:+UseSerialGC -Xmx$heap -cp "$classpath" com.aiagents.loadtest.cli.LoadTest \
    reconcile "$out/run" --target "$home/data/targets/default.yaml" >"$out/said" || { cat "$out/said" >&2; exit 1; }
  echo "$start $(now)" | awk '{ printf "%.2f\n", $2 - $1 }'
  rows=$(($(wc -l <"$out/run/workflow.jtl") - 1))
  completed=$(grep -c ',completed,' "$out/run/workflow.jtl")
  [ "$rows" = "$tickets" ] && [ "$completed" = "$tickets" ] || { echo "found $rows rows, $completed completed" >&2; exit 1; }
done | sort -n | awk -v n="$tickets" '{ v[NR] = $1; print "reconcile " n ": " $1 " s" } END { print "median: " v[int((NR + 1) / 2)] " s" }'
