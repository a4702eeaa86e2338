#!/usr/bin/env bash
# bench-gate.sh [--with-jmeter] [ROWS [RUNS]] - `load-test gate` beside DuckDB on the same JTL of that many rows: seconds,
# processor seconds and resident MB of the whole processes in turns, and the medians. Fails when their figures differ.
# --with-jmeter: JMeter's own dashboard too, minutes for each turn.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
with_jmeter=
[ "${1:-}" != --with-jmeter ] || { with_jmeter=yes; shift; }
rows=${1:-5000000}
runs=${2:-5}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

needed=$((rows / 5))
free=$(df -Pk "$out" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || { echo "bench-gate: $out has $free KB free, needed are $needed" >&2; exit 5; }

(cd "$home" && mvn -B -q -Pbench test-compile)
"$here/load-test" --version >/dev/null
classpath="$home/target/classes:$home/target/test-classes:$(cat "$home/target/bench.classpath")"
bench() {
  local name=$1
  shift
  java -XX:+UseSerialGC -cp "$classpath" "com.aiagents.loadtest.bench.$name" "$@"
}

bench JtlData "$out/samples.jtl" "$rows"
sync
cat "$out/samples.jtl" >/dev/null

gate() {
  measured "$out/gate" "$here/load-test" gate "$out/samples.jtl" --format json >"$out/gate.json"
  # 4: samples alone prove no workflow
  case $(tail -n 1 "$out/gate") in *" 0" | *" 1" | *" 4") ;; *) echo "bench-gate: the gate failed" >&2; exit 1 ;; esac
}

duckdb() {
  measured "$out/duckdb" java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classpath" \
    com.aiagents.loadtest.bench.DuckDbGate "$out/samples.jtl" "$out/duckdb.json" >>"$out/work"
  case $(tail -n 1 "$out/duckdb") in *" 0") ;; *) echo "bench-gate: DuckDB failed" >&2; exit 1 ;; esac
}

jmeter() {
  local jar
  jar=$(find "$home/target" -path '*/jmeter/bin/ApacheJMeter-*.jar' | head -n 1)
  rm -rf "$out/dashboard"
  # heap as in JMeter's own start script
  (cd "$(dirname "$jar")" && measured "$out/jmeter" java -Xms1g -Xmx1g -XX:MaxMetaspaceSize=256m -jar "$jar" \
    -g "$out/samples.jtl" -o "$out/dashboard" -j "$out/jmeter.log" >"$out/said" 2>&1)
  [ -f "$out/dashboard/statistics.json" ] || { cat "$out/said" >&2; echo "bench-gate: JMeter failed" >&2; exit 1; }
}

names="gate duckdb${with_jmeter:+ jmeter}"
for _ in $(seq "$runs"); do
  for name in $names; do $name; done
  bench SameFigures "$out/duckdb.json" "$out/gate.json" || { echo "bench-gate: the figures differ" >&2; exit 1; }
done

echo "$rows rows, $(wc -c <"$out/samples.jtl") bytes, $runs runs in turns; every figure of every label is the same"
for name in $names; do
  sort -n "$out/$name" | awk -v n="$name" '{ print n ": " $1 " s, " $2 " s of processor, " $3 " MB" }'
done
for name in $names; do
  echo "median $name: $(middle 1 "$out/$name") s, $(middle 2 "$out/$name") s of processor, $(middle 3 "$out/$name") MB"
done
echo "median duckdb without the start of the JVM and of its library: $(middle 1 "$out/work") s"
echo "$(middle 1 "$out/gate") $(middle 1 "$out/duckdb")" | awk '{ printf "gate / duckdb: %.2f\n", $1 / $2 }'
[ -z "$with_jmeter" ] ||
  echo "$(middle 1 "$out/jmeter") $(middle 1 "$out/gate")" | awk '{ printf "jmeter / gate: %.0f\n", $1 / $2 }'
