#!/usr/bin/env bash
# bench-generator.sh [ROUNDS [SECONDS [NAME…]]] - what a request costs in the load generator: requests per second and CPU ms for
# each, of 50 connections without think time against nginx on the same machine. Every generator is started and runs alone for
# WARMUP seconds (60 if not set), until its code is compiled; then it is held (SIGSTOP), and all of them run in turns, one
# at a time, for windows of SECONDS: so each round compares them within some seconds of one another. Names: bare (JMeter's HTTP
# sampler, a fixed body of 618 bytes, no JTL), bare-jtl (the same with our JTL), submit (the whole submit task of jmx/peak.jmx
# with tickets of that size), the path of a .jmx (the submit task of that plan; no spaces in it), wrk, gatling (both with the
# fixed body), gatling-submit; each is compared with the first. JVM_OPTIONS and JMETER_OPTIONS are further options of all
# JMeters. Linux only.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
rounds=${1:-5}
seconds=${2:-5}
shift $(($# < 2 ? $# : 2))
names=${*:-bare bare-jtl submit wrk gatling gatling-submit}
warmup=${WARMUP:-60}
users=50
out=$(mktemp -d)
server=
declare -A generator
ended() {
  local pid
  for pid in "${generator[@]}"; do
    kill -TERM "$pid" 2>/dev/null || continue
    kill -CONT "$pid" 2>/dev/null || true
    wait "$pid" || true
  done
  if [ "$server" ]; then kill -TERM "$server" 2>/dev/null && wait "$server" || true; fi
  rm -rf "$out"
}
trap ended EXIT

for name in $names; do
  case $name in
  bare | bare-jtl | submit | wrk | gatling | gatling-submit) ;;
  *.jmx) [ -r "$name" ] || { echo "bench-generator: $name: cannot be read" >&2; exit 2; } ;;
  *)
    echo "bench-generator: found the name '$name', allowed are bare, bare-jtl, submit, a .jmx, wrk, gatling, gatling-submit" >&2
    exit 2
    ;;
  esac
done
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
  submit) start "$home/jmx/peak.jmx" "$2" ;;
  *.jmx) run_jmeter "$2" -t "$(realpath "$1")" -l "$2/samples.jtl" -Jhost=127.0.0.1 "-Jport=$port" "-Jrun=$run" \
    "-Jtickets=$out/tickets.csv" "-Jusers=$users" -Jramp=1 -Jhold=3600 -Jthink.min=0 -Jthink.range=0 -Jweight.submit=1 \
    -Jweight.history=0 -Jweight.metrics=0 -Jweight.health=0 ${JMETER_OPTIONS:-} ;;
  wrk) exec wrk -t 1 -c "$users" -d 3600 -s "$out/post.lua" "$url/webhooks/servicedesk/load-test-tenant" >"$2/said" 2>&1 ;;
  gatling) run_gatling FixedBody "$2" ;;
  gatling-submit) run_gatling Submit "$2" ;;
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
  bare-jtl | submit | *.jmx) grep -c ',false,' "$1/samples.jtl" ;;
  bare) grep -c 'Shutdown\|ERROR' "$1/jmeter.log" ;;
  wrk) sed -n 's/^ *Non-2xx or 3xx responses: //p' "$1/said" ;;
  gatling*) sed -n 's/^> Global.*[|=] *\([0-9]*\)).*/\1/p' "$1/said" | tail -n 1 ;;
  esac
}

# file NAME - the name as one of a file.
file() { echo "$out/${1//\//_}"; }

# check NAME - ends the script if that generator has ended, or a request of it failed.
check() {
  local folder took
  folder=$(file "$1").run
  kill -0 "${generator[$1]}" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
  took=$(failed "$folder" "$1" || true)
  case $took in '' | 0) ;; *) echo "bench-generator: $1: $took requests failed" >&2; exit 1 ;; esac
}

# warm NAME - starts that generator, lets it run alone until it is warm, and holds it.
warm() {
  local before folder
  folder=$(file "$1").run
  mkdir "$folder"
  before=$(requests "$port")
  (start "$1" "$folder") &
  generator[$1]=$!
  until [ "$(requests "$port")" -gt $((before + 1000)) ]; do
    kill -0 "${generator[$1]}" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
    before=$((before + 1))
    sleep 0.2
  done
  # users who never rest leave the JVM's compiler one of fifty turns: half of the time the server does not answer
  for _ in $(seq "$warmup"); do
    pkill -STOP -P "$server"
    sleep 0.5
    pkill -CONT -P "$server"
    sleep 0.5
  done
  kill -STOP "${generator[$1]}"
}

# window NAME - lets that generator go on for a window, and adds a line to its file: requests per second, CPU ms a request.
window() {
  local pid=${generator[$1]} before cpu_before from
  kill -CONT "$pid"
  # not those that piled up, nor the processor's caches
  sleep 1
  before=$(requests "$port") cpu_before=$(cpu "$pid") from=$(now)
  sleep "$seconds"
  echo "$(requests "$port") $before $(cpu "$pid") $cpu_before $(elapsed "$from")" |
    awk '{ n = $1 - $2; printf "%.0f %.4f\n", n / $5, 1000 * ($3 - $4) / n }' >>"$(file "$1")"
  kill -STOP "$pid"
}

for name in $names; do warm "$name"; done
for _ in $(seq "$rounds"); do
  for name in $names; do
    window "$name"
    echo "$name: $(tail -n 1 "$(file "$name")" | sed 's| | requests/s, |') ms" >&2
  done
done
for name in $names; do check "$name"; done

echo "$rounds rounds in turns, windows of $seconds s, each warm for $warmup s, $users connections, body of ${#body} bytes:"
echo
echo "| generator | requests/s: median (range) | CPU ms of a request: median (range) |"
echo "|---|---|---|"
for name in $names; do echo "| $name | $(spread 1 %.0f "$(file "$name")") | $(spread 2 %.4f "$(file "$name")") |"; done
echo
first=${names%% *}
for name in $names; do
  [ "$name" != "$first" ] || continue
  paste -d ' ' "$(file "$name")" "$(file "$first")" | awk '{ printf "%.4f %.4f\n", $1 / $3, $2 / $4 }' >"$out/ratio"
  echo "$name / $first, round by round: $(awk '{ printf "%s%.2f", (NR > 1 ? ", " : ""), $1 }' "$out/ratio"); requests/s" \
    "$(spread 1 %.2f "$out/ratio"), CPU ms $(spread 2 %.2f "$out/ratio")"
done
