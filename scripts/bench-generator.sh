#!/usr/bin/env bash
# bench-generator.sh [ROUNDS [SECONDS [NAME…]]] - what a request costs in the load generator: requests per second and CPU ms for
# each, of 50 connections without think time against nginx on the same machine, in steady state (the first 20 s left out), in
# turns. Names: bare (JMeter's HTTP sampler, a fixed body of 618 bytes, no JTL), bare-jtl (the same with our JTL), submit (the
# whole submit task of jmx/peak.jmx with tickets of that size), wrk, gatling (both with the fixed body), gatling-submit.
# JVM_OPTIONS and JMETER_OPTIONS are further options of all JMeters, PLAN is another plan for submit, WARMUP other seconds. Linux only.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
rounds=${1:-5}
seconds=${2:-20}
shift $(($# < 2 ? $# : 2))
names=${*:-bare bare-jtl submit wrk gatling gatling-submit}
warmup=${WARMUP:-20}
users=50
out=$(mktemp -d)
server=
generator=
ended() {
  local pid
  for pid in $generator $server; do kill -TERM "$pid" 2>/dev/null && wait "$pid" || true; done
  rm -rf "$out"
}
trap ended EXIT

(cd "$home" && mvn -B -ntp -q process-classes)
case $names in *gatling*) mvn -B -ntp -q -f "$home/src/bench/gatling/pom.xml" compile ;; esac
case $names in *wrk*) command -v wrk >/dev/null || { echo "bench-generator: wrk is needed" >&2; exit 5; } ;; esac

# not a secret: it signs tickets for a server that asks for none
export LOAD_TEST_WEBHOOK_SECRET=bench-generator
run=20261126-120000-BENCH
frame="{\"event\":\"ticket_created\",\"ticket_id\":\"$run-123456\",\"tenant_id\":\"load-test-tenant\",\"description\":\"@\","
frame+='"priority":"medium","created_at":"2026-11-26T12:00:00.123Z","correlation_id":"0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a11"}'
description=$(printf 'The printer on the third floor has been out of toner since Monday. %.0s' $(seq 10))
description=${description:0:$((618 - ${#frame} + 1))}
body=${frame/@/$description}
[ "${#body}" = 618 ]
# many rows: at the end of the file JMeter opens it again
{
  echo ticket_description,ticket_priority,ticket_language
  for _ in $(seq 10000); do echo "$description,medium,en"; done
} >"$out/tickets.csv"
plan=$(cat "$home/src/bench/generator/bare.jmx")
plan=${plan/@timer@/false}
printf '%s\n' "${plan/@body@/$body}" >"$out/bare.jmx"
printf '%s\n' 'wrk.method = "POST"' "wrk.body = '$body'" \
  'wrk.headers["User-Agent"] = "ai-agents-load-test"' \
  'wrk.headers["Accept"] = "application/json, text/plain;q=0.9, */*;q=0.8"' \
  'wrk.headers["Content-Type"] = "application/json; charset=utf-8"' \
  "wrk.headers[\"X-ServiceDesk-Signature\"] = \"sha256=$(printf '%064d' 1)\"" >"$out/post.lua"

port=$(free_port)
server "$port" "$out/nginx"
url=http://127.0.0.1:$port

# start NAME FOLDER - becomes that generator; it runs until it is ended.
start() {
  case $1 in
  bare) run_jmeter "$2" -t "$out/bare.jmx" "-Jport=$port" "-Jusers=$users" ${JMETER_OPTIONS:-} ;;
  bare-jtl) run_jmeter "$2" -t "$out/bare.jmx" -l "$2/samples.jtl" "-Jport=$port" "-Jusers=$users" ${JMETER_OPTIONS:-} ;;
  submit) run_jmeter "$2" -t "${PLAN:-$home/jmx/peak.jmx}" -l "$2/samples.jtl" -Jhost=127.0.0.1 "-Jport=$port" "-Jrun=$run" \
    "-Jtickets=$out/tickets.csv" "-Jusers=$users" -Jramp=1 -Jhold=3600 -Jthink.min=0 -Jthink.range=0 -Jweight.submit=1 \
    -Jweight.history=0 -Jweight.metrics=0 -Jweight.health=0 ${JMETER_OPTIONS:-} ;;
  wrk) exec wrk -t 1 -c "$users" -d 3600 -s "$out/post.lua" "$url/webhooks/servicedesk/load-test-tenant" >"$2/said" 2>&1 ;;
  gatling) run_gatling FixedBody "$2" ;;
  gatling-submit) run_gatling Submit "$2" ;;
  *) echo "bench-generator: found the name '$1', allowed are bare, bare-jtl, submit, wrk, gatling, gatling-submit" >&2; exit 2 ;;
  esac
}

# run_gatling SIMULATION FOLDER - runs it in this process.
run_gatling() {
  cd "$2"
  exec java -Xms1024m -Xmx1024m --add-opens=java.base/java.lang=ALL-UNNAMED "-Durl=$url" "-Dusers=$users" "-Dbody=$body" \
    "-Dsignature=sha256=$(printf '%064d' 1)" "-Drun=$run" "-Ddescription=$description" \
    -cp "$home/target/gatling/classes:$(cat "$home/target/gatling/classpath")" io.gatling.app.Gatling \
    -s "com.aiagents.loadtest.gatling.$1" -rf "$2" -nr >"$2/said" 2>&1
}

# failed FOLDER - shows how many requests of the generator failed, as far as it tells.
failed() {
  case $2 in
  bare-jtl | submit) grep -c ',false,' "$1/samples.jtl" ;;
  bare) grep -c 'Shutdown\|ERROR' "$1/jmeter.log" ;;
  wrk) sed -n 's/^ *Non-2xx or 3xx responses: //p' "$1/said" ;;
  gatling*) sed -n 's/^> Global.*[|=] *\([0-9]*\)).*/\1/p' "$1/said" | tail -n 1 ;;
  esac
}

# window NAME - runs it for the warm-up and the window, and adds a line to its file: requests per second, CPU ms a request.
window() {
  local name=$1 folder=$out/run before cpu_before from took
  rm -rf "$folder"
  mkdir "$folder"
  before=$(requests "$port")
  (start "$name" "$folder") &
  generator=$!
  until [ "$(requests "$port")" -gt $((before + 1000)) ]; do
    kill -0 "$generator" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
    before=$((before + 1))
    sleep 0.2
  done
  sleep "$warmup"
  before=$(requests "$port") cpu_before=$(cpu "$generator") from=$(now)
  sleep "$seconds"
  kill -0 "$generator" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
  echo "$(requests "$port") $before $(cpu "$generator") $cpu_before $(elapsed "$from")" |
    awk '{ n = $1 - $2; printf "%.0f %.4f\n", n / $5, 1000 * ($3 - $4) / n }' >>"$out/$name"
  took=$(failed "$folder" "$name" || true)
  kill -TERM "$generator"
  wait "$generator" || true
  generator=
  case $took in '' | 0) ;; *) echo "bench-generator: $name: $took requests failed" >&2; exit 1 ;; esac
}

for _ in $(seq "$rounds"); do
  for name in $names; do
    window "$name"
    echo "$name: $(tail -n 1 "$out/$name" | sed 's| | requests/s, |') ms" >&2
  done
done

# spread COLUMN FORMAT FILE - median (lowest to highest).
spread() {
  awk -v c="$1" '{ print $c }' "$3" | sort -n |
    awk -v f="$2" '{ v[NR] = $1 } END { printf f " (" f " to " f ")", v[int((NR + 1) / 2)], v[1], v[NR] }'
}

echo "$rounds rounds in turns, windows of $seconds s after $warmup s, $users connections, body of ${#body} bytes:"
echo
echo "| generator | requests/s: median (range) | CPU ms of a request: median (range) |"
echo "|---|---|---|"
for name in $names; do echo "| $name | $(spread 1 %.0f "$out/$name") | $(spread 2 %.4f "$out/$name") |"; done
echo
for pair in "submit bare" "submit bare-jtl" "gatling-submit gatling"; do
  set -- $pair
  [ -f "$out/$1" ] && [ -f "$out/$2" ] || continue
  paste -d ' ' "$out/$1" "$out/$2" | awk '{ printf "%.4f %.4f\n", $1 / $3, $2 / $4 }' >"$out/ratio"
  echo "$1 / $2, round by round: $(awk '{ printf "%s%.2f", (NR > 1 ? ", " : ""), $1 }' "$out/ratio"); requests/s" \
    "$(spread 1 %.2f "$out/ratio"), CPU ms $(spread 2 %.2f "$out/ratio")"
done
