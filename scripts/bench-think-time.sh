#!/usr/bin/env bash
# bench-think-time.sh [USERS [SECONDS [PLAN…]]] - whether one JMeter with 1 GiB of heap keeps the think times of so many users
# (5,000): each thinks for exactly 5 s, nginx on the same machine answers at once, and a think time is late by the time between
# the end of a request and the same user's next one, less 5 s. Plans: constant-timer (an HTTP sampler with a constant timer),
# peak (jmx/peak.jmx with its task mix). The window begins 20 s after the last user came. Fails when p99 is 50 ms or more.
# JVM_OPTIONS and JMETER_OPTIONS are further options of JMeter, PLAN is another plan for peak. Linux only.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
home=$(dirname "$here")
users=${1:-5000}
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
plans=${*:-constant-timer peak}
think=5000
ramp=$((users / 50 + 1))
allowed=50
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
ulimit -n "$(ulimit -H -n)"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt $((2 * users)) ] ||
  { echo "bench-think-time: found $(ulimit -n) files that may be open, needed are $((2 * users))" >&2; exit 5; }

# not a secret: it signs tickets for a server that asks for none
export LOAD_TEST_WEBHOOK_SECRET=bench-think-time
port=$(free_port)
server "$port" "$out/nginx"

# start PLAN FOLDER - becomes JMeter with that plan; it runs until it is ended.
start() {
  case $1 in
  constant-timer)
    plan=$(cat "$home/src/bench/generator/bare.jmx")
    plan=${plan/@timer@/true}
    printf '%s\n' "${plan/@body@/$(printf '%0618d' 0)}" >"$2/plan.jmx"
    run_jmeter "$2" -t "$2/plan.jmx" -l "$2/samples.jtl" "-Jport=$port" "-Jusers=$users" "-Jramp=$ramp" "-Jthink=$think" \
      ${JMETER_OPTIONS:-}
    ;;
  peak) run_jmeter "$2" -t "${PLAN:-$home/jmx/peak.jmx}" -l "$2/samples.jtl" -Jhost=127.0.0.1 "-Jport=$port" "-Jusers=$users" \
    "-Jramp=$ramp" -Jhold=3600 "-Jthink.min=$think" -Jthink.range=0 ${JMETER_OPTIONS:-} ;;
  *) echo "bench-think-time: found the plan '$1', allowed are constant-timer, peak" >&2; exit 2 ;;
  esac
}

# late JTL FROM TO - shows by how many ms each think time that ended then was late; the header tells the columns, and what
# stands before them holds no comma.
late() {
  awk -F , -v from="$2" -v to="$3" -v think="$think" '
    NR == 1 { for (i = 1; i <= NF; i++) { at[$i] = i } next }
    {
      begin = $at["timeStamp"]
      user = $at["threadName"]
      if (user in end && begin >= from && begin < to) { print begin - end[user] - think }
      end[user] = begin + $at["elapsed"]
    }' "$1"
}

# rank P FILE - the nearest-rank percentile of sorted numbers.
rank() { awk -v p="$1" '{ v[NR] = $1 } END { i = int(NR * p / 100); if (i < NR * p / 100) { i++ } print v[i] }' "$2"; }

# window PLAN - runs it and shows its row.
window() {
  local folder=$out/$1 before cpu_before from to milliseconds
  mkdir "$folder"
  (start "$1" "$folder") &
  generator=$!
  until [ -f "$folder/samples.jtl" ] && [ "$(wc -l <"$folder/samples.jtl")" -gt 1 ]; do
    kill -0 "$generator" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
    sleep 0.2
  done
  sleep $((ramp + 20))
  before=$(requests "$port") cpu_before=$(cpu "$generator") from=$(now)
  sleep "$seconds"
  kill -0 "$generator" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
  to=$(now)
  echo "$(requests "$port") $before $(cpu "$generator") $cpu_before $from $to" |
    awk '{ n = $1 - $2; printf "%.0f %.3f\n", n / ($6 - $5), 1000 * ($3 - $4) / n }' >"$folder/cost"
  awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$generator/status" >"$folder/resident"
  # a pause in which all users stand still, whatever for, in ms; the log tells ns
  awk -v from="$(date -u -d "@$from" +%Y-%m-%dT%H:%M:%S)" '
    /safepoint/ && substr($0, 2, 19) >= from && match($0, /Total: +[0-9]+ ns/) {
      split(substr($0, RSTART, RLENGTH), word, / +/)
      ms = word[2] / 1000000
      n++
      sum += ms
      if (ms > longest) { longest = ms }
    }
    END { printf "%d, longest %.0f ms, together %.0f ms", n, longest, sum }' "$folder/gc.log" >"$folder/pauses"
  kill -TERM "$generator"
  wait "$generator" || true
  generator=
  ! grep -m 1 ',false,' "$folder/samples.jtl" >&2 || { echo "bench-think-time: $1: a request failed" >&2; exit 1; }
  late "$folder/samples.jtl" "$(echo "$from" | awk '{ printf "%.0f", $1 * 1000 }')" \
    "$(echo "$to" | awk '{ printf "%.0f", $1 * 1000 }')" | sort -n >"$folder/late"
  milliseconds=$(rank 99 "$folder/late")
  echo "| $1 | $(wc -l <"$folder/late") | $(rank 50 "$folder/late") | $(rank 90 "$folder/late") | $milliseconds |" \
    "$(tail -n 1 "$folder/late") | $(sed 's/ / | /' "$folder/cost") | $(cat "$folder/resident") | $(cat "$folder/pauses") |"
  [ "$milliseconds" -lt "$allowed" ] || slow="$slow $1"
}

echo "$users users who think for $think ms, $seconds s:"
echo
echo "| plan | think times | late by: p50 (ms) | p90 | p99 | max | requests/s | CPU ms of a request | resident MB | pauses |"
echo "|---|---|---|---|---|---|---|---|---|---|"
slow=
for plan in $plans; do window "$plan"; done
[ -z "$slow" ] || { echo "bench-think-time: allowed are less than $allowed ms at p99:$slow" >&2; exit 1; }
