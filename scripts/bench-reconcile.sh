#!/usr/bin/env bash
# bench-reconcile.sh [TICKETS [RUNS]] - seconds of `load-test reconcile`, whole process with 256 MiB of heap, for that
# many accepted tickets against as many rows of the embedded target's PostgreSQL; and the median.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
tickets=${1:-1000000}
runs=${2:-5}
heap=256m
out=$(mktemp -d)
target=
trap '[ -z "$target" ] || { kill -TERM "$target"; wait "$target" || true; }; rm -rf "$out"' EXIT

(cd "$home" && mvn -B -q test-compile)
: >"$out/target"
"$here/load-test" target --port 8767 >"$out/target" 2>&1 &
target=$!
await "in the shell" "$out/target" "$target"
. "$(sed -n 's/^secret and URLs: //p' "$out/target")"
export LOAD_TEST_URL=http://localhost:8767
classpath="$home/target/classes:$home/target/test-classes:$(cat "$home/target/launcher.classpath")"
java -cp "$classpath" com.aiagents.loadtest.bench.ReconcileData "$out/run" "$tickets"

for _ in $(seq "$runs"); do
  rm -f "$out/run/workflow.jtl"
  start=$(now)
  java -XX:+UseSerialGC -Xmx$heap -cp "$classpath" com.aiagents.loadtest.cli.LoadTest \
    reconcile "$out/run" --target "$home/data/targets/default.yaml" >"$out/said" || { cat "$out/said" >&2; exit 1; }
  elapsed "$start"
  rows=$(($(wc -l <"$out/run/workflow.jtl") - 1))
  completed=$(grep -c ',completed,' "$out/run/workflow.jtl")
  [ "$rows" = "$tickets" ] && [ "$completed" = "$tickets" ] || { echo "found $rows rows, $completed completed" >&2; exit 1; }
done | median "reconcile $tickets"
