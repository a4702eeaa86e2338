#!/usr/bin/env bash
# bench-report.sh [ROWS [RUNS]] - `load-test report` of a run of 30 minutes with that many samples: seconds, processor
# seconds and resident MB of the whole process, the medians, and the size of the page. Every accepted submission has its
# row in workflow.jtl, and every second its readings in monitor.csv.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
rows=${1:-5000000}
runs=${2:-5}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

needed=$((rows / 3))
free=$(df -Pk "$out" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || { echo "bench-report: $out has $free KB free, needed are $needed" >&2; exit 5; }

(cd "$home" && mvn -B -q -Pbench test-compile)
"$here/load-test" --version >/dev/null
run=$out/B-peak
mkdir "$run"
java -XX:+UseSerialGC -cp "$home/target/classes:$home/target/test-classes:$(cat "$home/target/bench.classpath")" \
  com.aiagents.loadtest.bench.JtlData "$run/samples.jtl" "$rows"
cat >"$run/run.json" <<'JSON'
{"schema": 1, "run": "B-PEAK", "scenario": "peak", "state": "finished", "startedBy": "load-test run",
 "startedAt": "2026-11-18T16:53:20Z", "endedAt": "2026-11-18T17:23:30Z",
 "target": {"name": "bench", "url": "http://127.0.0.1", "tenant": "t", "database": "named", "redis": "named"},
 "load": {"users": 100, "warmUpSeconds": 30, "durationSeconds": 1800, "thinkTimeMillis": 5000,
          "thinkTimeShortestMillis": 2000, "mix": {"submit": 15, "history": 5, "metrics": 2, "health": 1}},
 "drain": {"complete": true, "queueDepth": 0, "unfinished": 0, "seconds": 1, "endedAtMillis": 1795001802000,
           "completed": 0, "ratePerSecond": 0},
 "logs": {"source": "none"}, "samples": "samples.jtl", "command": ["run", "peak"]}
JSON
head -n 1 "$run/samples.jtl" | sed 's/$/,"queue_ms","processing_ms"/' >"$run/workflow.jtl"
# accepted, then waited for up to 900 ms, then worked on for up to 2 s
awk -F, -v OFS=, '$4 == 202 && $(NF - 1) != "" {
  n++; queue = n * 7 % 900; work = 500 + n * 13 % 1500
  print $1, $2 + queue + work, "Complete enhancement workflow", "completed", "", "", "text", "true", "", 0, 0, 0, 0, "", $2, 0, 0,
    $(NF - 1), $NF, queue, work }' "$run/samples.jtl" >>"$run/workflow.jtl"
{
  echo timeStamp,probe,reading,value
  awk 'BEGIN { for (s = 0; s <= 1805; s++) { t = sprintf("%d", 1795000000000 + s * 1000)
    print t ",health,up,1"; print t ",health,status,200"; print t ",redis,up,1"; print t ",redis,queue_depth," s * 37 % 90
    print t ",database,up,1"; print t ",database,connections," 20 + s % 9; print t ",database,max_connections,100"
    print t ",metrics,up,1"; print t ",metrics,process_cpu_seconds_total," s * 0.4; print t ",metrics,machine_cpu_cores,2"
    print t ",metrics,process_resident_memory_bytes," 200000000 + s * 1000; print t ",metrics,machine_memory_bytes,8000000000"
    print t ",metrics,worker_active_count," s % 6; print t ",generator,cpu,0." 10 + s % 30
    print t ",generator,pause_millis,4"; print t ",generator,longest_pause_millis,3"; print t ",generator,stopped,0"
    print t ",generator,drift_millis,0"; print t ",generator,late_millis,1" } }'
} >"$run/monitor.csv"
sync
cat "$run"/*.jtl >/dev/null

for _ in $(seq "$runs"); do
  measured "$out/report" "$here/load-test" report "$run" >"$out/said" 2>&1
  case $(tail -n 1 "$out/report") in *" 0") ;; *) cat "$out/said" >&2; echo "bench-report: the report failed" >&2; exit 1 ;; esac
done

echo "$rows samples, $(wc -c <"$run/samples.jtl") bytes; $(($(wc -l <"$run/workflow.jtl") - 1)) tickets; $runs runs"
sort -n "$out/report" | awk '{ print "report: " $1 " s, " $2 " s of processor, " $3 " MB" }'
echo "median: $(middle 1 "$out/report") s, $(middle 2 "$out/report") s of processor, $(middle 3 "$out/report") MB"
echo "report.html: $(wc -c <"$run/report.html") bytes"
