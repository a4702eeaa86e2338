#!/usr/bin/env bash
# check-agents.sh [PROOF…] - proves distributed runs on this machine: killed, loopback, hosts (all unless named). Agents come
# from the bundle, unpacked elsewhere. `hosts` needs root and network namespaces, and is left out with a word where there are none.
#   killed    three agents on loopback ports, one is killed in the middle: exit code 4, its earlier rows kept
#   loopback  three agents, after killed the others of it: 100 users at the plateau, every ticket id once, verdict PASS
#   burst     the same three: the users of all follow its profile by the second, verdict PASS
#   hosts     three hosts in network namespaces; one is cut off in the middle by taking its link down: exit code 4; when it is
#             back it has ended its part by itself, and all three do the next run
# Whatever it makes it removes, also when it fails: processes, namespaces, files.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
proofs=${*:-killed loopback burst hosts}
tag=lt$$
out=$(mktemp -d)
declare -A agents=()
others=() spaces=()
bridge=

clean() {
  trap '' INT TERM
  local pid name
  # a JVM whose link is down still takes a signal
  for pid in "${agents[@]}" "${others[@]}"; do kill -TERM "$pid" 2>/dev/null; done
  for pid in "${agents[@]}" "${others[@]}"; do wait "$pid" 2>/dev/null; done
  for name in "${spaces[@]}"; do ip netns del "$name" 2>/dev/null; done
  [ -z "$bridge" ] || ip link del "$bridge" 2>/dev/null
  [ "${1:-1}" -ne 0 ] || rm -rf "$out"
}
trap 'code=$?; clean "$code"; exit "$code"' EXIT
trap 'exit 130' INT TERM

fail() {
  echo "check-agents: $1; evidence: $out" >&2
  exit 1
}

# agent NAME ADDRESS PORT [PREFIX…]: the last words come before the command
agent() {
  local name=$1 address=$2 port=$3
  shift 3
  # one that is killed leaves its working folder
  LOAD_TEST_AGENT_HEAP=256m TMPDIR=$out "$@" "$out/load-test-agent/agent" --listen "$address" --port "$port" --log "$out/$name.log" \
    >"$out/$name.out" 2>&1 &
  agents[$name]=$!
}

await() { # await SECONDS WHAT COMMAND…
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "not in time: $what"
    sleep 0.2
  done
}

ready() { grep -qs "^agent ready on " "$out/$1.out"; }
gone() { ! kill -0 "$1" 2>/dev/null; }

# the JTL of the run that goes on, or has ended
jtl() { find "$out/$1" -name plan.csv -o -name samples.jtl 2>/dev/null | head -n 1; }
rows_of() { # PROOF AGENT COUNT: whether there are so many rows already
  local file
  file=$(jtl "$1")
  [ -n "$file" ] && [ "$(grep -c ",$2-Users" "$file")" -ge "$3" ]
}

# run PROOF SCENARIO DURATION AGENTS [OPTION…]: in the background, with its words in PROOF.txt
run() {
  local proof=$1 scenario=$2 duration=$3 names=$4
  shift 4
  "$here/load-test" run "$scenario" --duration "$duration" --remote "$names" --out "$out/$proof" "$@" >"$out/$proof.txt" 2>&1 &
  running=$!
  others+=("$running")
}

ended() { # PROOF CODE
  local code=0
  wait "$running" || code=$?
  [ "$code" = "$2" ] || { tail -n 40 "$out/$1.txt" >&2; fail "$1: exit code $code instead of $2"; }
}

# ids PROOF: every ticket id once
ids() {
  local twice
  twice=$(awk -F, '/POST \/webhooks/ { print $(NF - 1) }' "$(jtl "$1")" | sort | uniq -d | wc -l)
  [ "$twice" = 0 ] || fail "$1: $twice ticket ids stand there twice"
}

# users PROOF [FROM TO]: the sum over agents of the most users of each, in the seconds from one on to before another
users() {
  LC_ALL=C sort -t, -k1,1n "$(jtl "$1")" | awk -F, -v from="${2:-0}" -v to="${3:-999}" '
    !/^[0-9]/ { next }
    !start { start = $1 }
    $1 >= start + from * 1000 && $1 < start + to * 1000 { split($6, name, "-"); if ($13 > most[name[1]]) most[name[1]] = $13 }
    END { for (agent in most) sum += most[agent]; print sum + 0 }'
}

passed() { # PROOF SCENARIO
  grep -q "^VERDICT $2: PASS" "$out/$1.txt" || fail "$1: $(grep ^VERDICT "$out/$1.txt")"
}

second_is_there() {
  [ -n "${agents[second]:-}" ] || { agent second 127.0.0.1 31199; await 90 "agent second" ready second; }
}

export LOAD_TEST_WEBHOOK_SECRET=check-agents-$RANDOM$RANDOM LOAD_TEST_AGENT_KEYSTORE=$out/agents.p12
"$here/load-test" agent keystore --out "$out/agents.p12" >/dev/null &&
  "$here/load-test" agent bundle --out "$out/agent.tar.gz" >/dev/null && tar -xzf "$out/agent.tar.gz" -C "$out" || exit 5

loopback() {
  second_is_there
  run loopback peak 60s 127.0.0.1:31099,127.0.0.1:31199,127.0.0.1:31299
  ended loopback 0
  passed loopback peak
  [ "$(users loopback)" = 100 ] || fail "loopback: $(users loopback) users instead of 100"
  ids loopback
  local agent
  for agent in 127.0.0.1:31099 127.0.0.1:31199 127.0.0.1:31299; do
    grep -q "$agent" "$out"/loopback/*/report.html || fail "loopback: the report does not show $agent"
  done
  echo "check-agents: loopback: 100 users on three agents, every ticket id once, PASS"
}

burst() {
  second_is_there
  run burst burst 48s 127.0.0.1:31099,127.0.0.1:31199,127.0.0.1:31299
  ended burst 0
  passed burst burst
  # 1 to 10 in 6 s, to 200 until 8 s, 200 until 32 s, back to 10 until 38 s, 10 until 48 s
  local second
  for second in $(seq 10 29); do
    [ "$(users burst "$second" $((second + 1)))" = 200 ] || fail "burst: second $second: $(users burst "$second" $((second + 1))) users"
  done
  [ "$(users burst 3 5)" -ge 5 ] && [ "$(users burst 3 5)" -le 20 ] || fail "burst: $(users burst 3 5) users before the rush"
  [ "$(users burst 33 34)" -ge 40 ] && [ "$(users burst 33 34)" -le 160 ] || fail "burst: $(users burst 33 34) users in the cool-down"
  [ "$(users burst 41 45)" = 10 ] || fail "burst: $(users burst 41 45) users after it"
  ids burst
  echo "check-agents: burst: 10, 200 and 10 users on three agents as planned, PASS"
}

killed() {
  run killed peak 60s 127.0.0.1:31099,127.0.0.1:31199,127.0.0.1:31299
  await 120 "rows of the second agent" rows_of killed 127.0.0.1:31199 60
  local before
  before=$(wc -l <"$(jtl killed)")
  kill -KILL "${agents[second]}"
  wait "${agents[second]}" 2>/dev/null
  unset 'agents[second]'
  ended killed 4
  grep -q 'agent 127.0.0.1:31199 died at ' "$out/killed.txt" || fail "killed: its death is not told"
  [ "$(wc -l <"$(jtl killed)")" -ge "$before" ] || fail "killed: rows are lost"
  ids killed
  grep -q '"state" : "aborted"' "$out"/killed/*/run.json || fail "killed: run.json does not say that it was aborted"
  # by their own count the others lost no ticket on the way
  local agent numbered
  for agent in 127.0.0.1:31099 127.0.0.1:31299; do
    numbered=$(tr -d '\n ' <"$(dirname "$(jtl killed)")/run.json" | sed "s/.*\"name\":\"$agent\",[^}]*\"tickets\":\([0-9]*\).*/\1/")
    [ "$(grep -c ",POST /webhooks.*,$agent-Users" "$(jtl killed)")" = "$numbered" ] || fail "killed: $agent numbered $numbered tickets"
  done
  ! pgrep -f "jmeter.remote=127.0.0.1:31099|ApacheJMeter-.* -R 127.0.0.1:31099" >/dev/null || fail "killed: JMeter's controller was left"
  echo "check-agents: killed: exit code 4, rows kept ($before before, $(wc -l <"$(jtl killed)") after)"
}

# A bridge with this machine as 10.213.0.1 and three hosts; the embedded target, which listens on 127.0.0.1 alone, is handed on.
network() {
  bridge=$tag
  ip link add "$bridge" type bridge && ip address add 10.213.0.1/24 dev "$bridge" && ip link set "$bridge" up || return 1
  local i name
  for i in 1 2 3; do
    name=$tag-$i
    ip netns add "$name" && spaces+=("$name") &&
      ip link add "$tag.$i" type veth peer name eth0 netns "$name" && ip link set "$tag.$i" master "$bridge" up &&
      ip -n "$name" address add "10.213.0.1$i/24" dev eth0 && ip -n "$name" link set eth0 up &&
      ip -n "$name" link set lo up || return 1
  done
}

forward() { # PORT: 10.213.0.1:PORT to 127.0.0.1:PORT
  cat >"$out/Forward.java" <<'JAVA'
import java.net.*;
public class Forward {
  public static void main(String[] a) throws Exception {
    int port = Integer.parseInt(a[0]);
    try (var server = new ServerSocket(port, 500, InetAddress.getByName("10.213.0.1"))) {
      while (true) {
        Socket in = server.accept(), to = new Socket("127.0.0.1", port);
        pump(in, to);
        pump(to, in);
      }
    }
  }
  static void pump(Socket from, Socket to) {
    var t = new Thread(() -> {
      try (from; to) { from.getInputStream().transferTo(to.getOutputStream()); } catch (java.io.IOException e) { }
    });
    t.setDaemon(true);
    t.start();
  }
}
JAVA
  java -Xmx128m "$out/Forward.java" "$1" >"$out/forward.out" 2>&1 &
  others+=("$!")
  await 30 "the way to the target" bash -c "exec 3<>/dev/tcp/10.213.0.1/$1" 2>/dev/null
}

hosts() {
  if [ "$(id -u)" -ne 0 ] || ! command -v ip >/dev/null || ! network 2>"$out/network.txt"; then
    echo "check-agents: hosts: left out, no network namespaces here ($(tail -n 1 "$out/network.txt" 2>/dev/null))"
    return
  fi
  local port=38000 i names='' before started
  "$here/load-test" target --port $port >"$out/target.txt" 2>&1 &
  others+=("$!")
  await 60 "the embedded target" grep -q '^  in the shell' "$out/target.txt"
  # shellcheck disable=SC1090
  . "$(sed -n 's/^secret and URLs: //p' "$out/target.txt")"
  forward $port
  for i in 1 2 3; do
    agent "host$i" "10.213.0.1$i" 1099 ip netns exec "$tag-$i"
    names=$names,10.213.0.1$i:1099
  done
  names=${names#,}
  for i in 1 2 3; do await 90 "agent host$i" ready "host$i"; done
  run hosts peak 60s "$names" --users 30 --host "http://10.213.0.1:$port"
  await 120 "rows of the second host" rows_of hosts 10.213.0.12:1099 30
  before=$(wc -l <"$(jtl hosts)")
  started=$SECONDS
  ip link set "$tag.2" down
  ended hosts 4
  grep -q 'agent 10.213.0.12:1099 died at .*: no answer for 5 s' "$out/hosts.txt" || fail "hosts: its death is not told"
  [ "$(wc -l <"$(jtl hosts)")" -ge "$before" ] || fail "hosts: rows are lost"
  ids hosts
  echo "check-agents: hosts: one of three cut off, judged $((SECONDS - started)) s later, rows kept"
  ip link set "$tag.2" up
  # it waits 15 s for a sign of life, and its users leave when the time-outs of what they asked are over
  await 180 "the cut host's end" grep -q "^Finished the test" "$out/host2.out"
  sleep 2
  run again peak 20s "$names" --users 30 --host "http://10.213.0.1:$port"
  wait "$running"
  grep -q '"state" : "finished"' "$out"/again/*/run.json || fail "again: $(tail -n 3 "$out/again.txt")"
  ids again
  echo "check-agents: hosts: the one that was cut off ended its part by itself, and all three did the next run"
}

case " $proofs " in *' loopback '* | *' burst '* | *' killed '*)
  agent first 127.0.0.1 31099
  agent second 127.0.0.1 31199
  agent third 127.0.0.1 31299
  for name in first second third; do await 90 "agent $name" ready "$name"; done
esac
for proof in $proofs; do
  case $proof in
  loopback | burst | killed | hosts) "$proof" ;;
  *) fail "found $proof, allowed are loopback, burst, killed and hosts" ;;
  esac
done

# clean ends every agent by SIGTERM; that they end, and leave nothing, is part of the proof
left=("${agents[@]}")
for pid in "${left[@]}"; do kill -TERM "$pid"; done
for pid in "${left[@]}"; do await 60 "the end of an agent" gone "$pid"; done
left=$(find "$out" -path '*/load-test-agent.*/.load-test-work' | wc -l)
case " $proofs " in *' killed '*) [ "$left" -le 1 ] ;; *) [ "$left" = 0 ] ;; esac || fail "$left agents left their working folders"
