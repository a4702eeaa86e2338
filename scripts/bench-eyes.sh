#!/usr/bin/env bash
# bench-eyes.sh [PAIRS [SECONDS]] - what it costs the load to be watched: pairs of runs of the peak plan (100 users) against
# one embedded target, one by the launcher with all its eyes open (probes, live page, abort rules, tickets followed while
# they are on their way), one by plain Maven, which watches nothing. Which comes first changes from pair to pair. Shows the
# median and the p95 of the webhook answers in each run, the differences of the p95 within the pairs, and the range of the
# p95 among the runs that nobody watched: that is the noise.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/bench-common.sh"
pairs=${1:-5}
seconds=${2:-60}
work=$(mktemp -d)
target=
trap '[ -z "$target" ] || kill -TERM "$target"; rm -rf "$work"' EXIT
cd "$here/.."
port=8766
# the JMeter home is configured with the numbers of the plain run: the launcher hands over its own
ramp=$((seconds / 60)) && [ "$ramp" -ge 1 ] || ramp=1
mvn -B -ntp -q jmeter:configure@configuration -Dscenario=peak -Dport=$port -Dramp=$ramp -Dhold=$((seconds - ramp))
scripts/load-test target --port $port >"$work/target.out" 2>&1 &
target=$!
await "in the shell that starts JMeter" "$work/target.out" "$target"
. "$(sed -n 's/^secret and URLs: *//p' "$work/target.out")"
export AI_AGENTS_LOG_COMMAND=none

watched() {
  scripts/load-test run peak --host http://localhost:$port --duration "${seconds}s" --ui --autostart --ui-port 0 \
    --abort-on crash,loss,auth --out "$work/watched-$1" >"$work/run.out" 2>&1 || [ $? -eq 4 ] || { cat "$work/run.out" >&2; exit 5; }
}
plain() {
  mvn -B -ntp -q jmeter:configure@configuration jmeter:jmeter -Dscenario=peak -Dport=$port -Dramp=$ramp \
    -Dhold=$((seconds - ramp)) -Dresults.dir="$work/plain-$1/run" >"$work/run.out" 2>&1 || { cat "$work/run.out" >&2; exit 5; }
}
# the figures of the webhook in the measurement window of a run
figures() {
  scripts/load-test gate "$1" --format json 2>/dev/null | perl -MJSON::PP -0777 -ne '
    my $l = (grep { $_->{label} =~ /^POST/ } @{decode_json($_)->{labels}})[0];
    print "$l->{p50} $l->{p95} $l->{count}\n"'
}
printf '%-6s %-8s %8s %8s %8s\n' pair run p50 p95 count
for i in $(seq "$pairs"); do
  order="watched plain" && [ $((i % 2)) -eq 1 ] || order="plain watched"
  for kind in $order; do
    $kind "$i"
    set -- $(figures "$work/$kind-$i"/*)
    printf '%-6s %-8s %8s %8s %8s\n' "$i" "$kind" "$1" "$2" "$3"
    echo "$2" >>"$work/$kind"
  done
done
paste "$work/watched" "$work/plain" | awk '{ print $1 - $2 }' | sort -n |
  awk '{ v[NR] = $1 } END { print "p95 watched - plain, ms: median " v[int((NR + 1) / 2)] ", from " v[1] " to " v[NR] }'
sort -n "$work/plain" | awk '{ v[NR] = $1 } END { print "p95 plain, ms: from " v[1] " to " v[NR] }'
