#!/usr/bin/env bash
# bench-probes.sh [RUNS] - what the monitor costs: the CPU time of a JVM that does nothing but ask all probes for 60 s, its
# start left out, in percent of one core; several times, the median and the range. It watches the embedded target, idle, and its
# own process takes the place of JMeter's. Two scripts stand in for docker and kubectl: what starting them costs the JVM is
# counted, what they do themselves is not, since the real ones ask an engine or a cluster.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
runs=${1:-5}
out=$(mktemp -d)
target=
trap '[ -z "$target" ] || { kill -TERM "$target"; wait "$target" || true; }; rm -rf "$out"' EXIT

(cd "$home" && mvn -B -q test-compile)
: >"$out/target"
"$here/load-test" target --port 8769 >"$out/target" 2>&1 &
target=$!
await "in the shell" "$out/target" "$target"
. "$(sed -n 's/^secret and URLs: //p' "$out/target")"

mkdir "$out/bin"
cat >"$out/bin/docker" <<'END'
#!/bin/sh
case $1 in
inspect) echo 0 0 0 ;;
info) echo 8 ;;
stats) echo '{"Container":"api","Name":"api","CPUPerc":"7.50%","MemPerc":"1.25%","MemUsage":"96.4MiB / 7.5GiB"}' ;;
esac
END
cat >"$out/bin/kubectl" <<'END'
#!/bin/sh
case $1 in
top) echo 'worker-1 250m 512Mi' ;;
get) echo '{"items":[{"metadata":{"name":"worker-1"},"spec":{"containers":[{"resources":{"limits":{"cpu":"1","memory":"1Gi"}}}]}}]}' ;;
esac
END
chmod +x "$out/bin/docker" "$out/bin/kubectl"
cat >"$out/target.yaml" <<'END'
url: http://localhost:8769
database: { url: "${AI_AGENTS_DATABASE_URL}" }
redis: { url: "${AI_AGENTS_REDIS_URL}" }
monitor: { docker: [api], kubectl: { namespace: default, selector: app=worker } }
END

classpath="$home/target/classes:$home/target/test-classes:$(cat "$home/target/launcher.classpath")"
for run in $(seq "$runs"); do
  mkdir "$out/$run"
  # as the launcher runs it, with the collector's log that JMeter's JVM would write
  PATH="$out/bin:$PATH" java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms32m -Xmx512m \
    "-Xlog:gc,safepoint:file=$out/$run/generator-gc.log:utctime,pid,tags:filecount=0" \
    -cp "$classpath" com.aiagents.loadtest.bench.ProbeCost "$out/target.yaml" "$out/$run" 60
done | sort -n | awk '{ v[NR] = $1; s[NR] = $2; print "probes: " $1 " % of one core, start " $2 " s" }
  END { print "median: " v[int((NR + 1) / 2)] " % (" v[1] " to " v[NR] ")" }'
