#!/bin/sh
# Starts an agent: load for runs of scripts/load-test run --remote elsewhere. See README.txt.
#   agent [--port 1099] [--listen ADDRESS] [--keystore FILE] [--log FILE]
set -u
home=$(cd "$(dirname "$0")" && pwd) || exit 5

fail() {
  printf 'load-test agent: %s\n' "$2" >&2
  exit "$1"
}

port=1099 host='' keystore=${LOAD_TEST_AGENT_KEYSTORE:-$home/agent-keystore.p12} log=''
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) sed -n '2,3s/^# *//p' "$0"; exit 0 ;;
    --port | --listen | --keystore | --log) [ $# -gt 1 ] || fail 2 "$1: a value is missing" ;;
    *) fail 2 "found '$1', allowed are --port, --listen, --keystore and --log" ;;
  esac
  case $1 in
    --port) port=$2 ;;
    --listen) host=$2 ;;
    --keystore) keystore=$2 ;;
    --log) log=$2 ;;
  esac
  shift 2
done

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
else
  java=$(command -v java) || fail 5 "no Java: found neither JAVA_HOME nor java on the PATH, needed is Java 17 or later"
fi
[ -r "$keystore" ] || fail 2 "keystore $keystore: not found; copy the one of the machine that starts the runs"
case $keystore in /*) ;; *) keystore=$PWD/$keystore ;; esac
: "${log:=$PWD/agent-$port.log}"
case $log in /*) ;; *) log=$PWD/$log ;; esac
heap=${LOAD_TEST_AGENT_HEAP:-1g}

# JMeter finds its keystore in its working folder; the agent removes the folder when it ends
work=$(mktemp -d "${TMPDIR:-/tmp}/load-test-agent.XXXXXX") && : >"$work/.load-test-work" && cd "$work" ||
  fail 5 "no folder for working files can be made under ${TMPDIR:-/tmp}"
exec "$java" "-Xms$heap" "-Xmx$heap" -XX:+UseParallelGC --add-exports java.management/sun.management=ALL-UNNAMED \
  -cp "$home/load-test-agent.jar:$home/bin/ApacheJMeter.jar:$home/lib/*:$home/lib/ext/*" \
  com.aiagents.loadtest.agent.Agent --home "$home" --settings "$home/load-test.properties" \
  --functions "$home/lib/ext/load-test-functions.jar" --keystore "$keystore" --work "$work" --log "$log" \
  --host "$host" --port "$port"
