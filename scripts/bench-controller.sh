#!/usr/bin/env bash
# bench-controller.sh [USERS [ROUNDS]] - what a row of an agent costs the controller of a distributed run: two agents on loopback
# ports share so many users (3,000) of the peak, who think for 2 to 5 s, nginx on the same machine is the target, and over windows
# of 10 s in the plateau the rows that come into the JTL are counted, and the CPU of the controller's JMeter. One core
# divided by the CPU of a row is the most it can take. Linux only.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
users=${1:-3000}
rounds=${2:-5}
seconds=10
home=$(dirname "$here")
out=$(mktemp -d)
server=
others=()
ended() {
  local pid
  for pid in "${others[@]}" $server; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${others[@]}" $server; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$out"
}
trap ended EXIT

# not a secret: it signs tickets for a server that asks for none
export LOAD_TEST_WEBHOOK_SECRET=bench-controller LOAD_TEST_AGENT_KEYSTORE=$out/agents.p12
(cd "$home" && mvn -B -ntp -q process-classes)
ulimit -n "$(ulimit -H -n)"
"$here/load-test" agent keystore --out "$out/agents.p12" >/dev/null
"$here/load-test" agent bundle --out "$out/agent.tar.gz" >/dev/null
tar -xzf "$out/agent.tar.gz" -C "$out"
port=$(free_port)
server "$port" "$out/nginx"
names=
for i in 1 2; do
  at=$(free_port)
  TMPDIR=$out LOAD_TEST_AGENT_HEAP=1g "$out/load-test-agent/agent" --listen 127.0.0.1 --port "$at" --log "$out/agent$i.log" >"$out/agent$i" 2>&1 &
  others+=("$!")
  await '^agent ready on ' "$out/agent$i" "$!"
  names=$names,127.0.0.1:$at
done
names=${names#,}
# the plateau begins after a sixtieth of the duration; JMeter's code is compiled some time later
warm=40
"$here/load-test" run peak --users "$users" --duration "$((warm + rounds * seconds + 30))s" --remote "$names" --host "http://127.0.0.1:$port" \
  --out "$out/runs" >"$out/said" 2>&1 &
run=$!
others+=("$run")

jtl() { find "$out/runs" -name plan.csv -o -name samples.jtl 2>/dev/null | head -n 1; }
rows() { wc -l <"$1"; }

until [ "$(jtl)" ] && [ "$(rows "$(jtl)")" -gt "$users" ]; do
  kill -0 "$run" 2>/dev/null || { cat "$out/said" >&2; exit 1; }
  sleep 0.2
done
file=$(jtl)
controller=$(pgrep -f "ApacheJMeter-.* -R $names" | head -n 1)
[ "$controller" ] || { echo "bench-controller: the controller's JMeter was not found" >&2; exit 1; }
sleep "$warm"
for _ in $(seq "$rounds"); do
  before=$(rows "$file") cpu_before=$(cpu "$controller") from=$(now)
  sleep "$seconds"
  echo "$(rows "$file") $before $(cpu "$controller") $cpu_before $(elapsed "$from")" |
    awk '{ n = $1 - $2; if (n < 1) exit 1; printf "%.0f %.4f\n", n / $5, 1000 * ($3 - $4) / n }' | tee -a "$out/rows" >&2
done
echo "rows/s: $(spread 1 %.0f "$out/rows"), CPU ms of a row: $(spread 2 %.4f "$out/rows");" \
  "so one core takes $(awk -v c="$(middle 2 "$out/rows")" 'BEGIN { printf "%.0f", 1000 / c }') rows/s"
