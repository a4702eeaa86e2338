# bench-common.sh - what the benchmark scripts share; read by them with ".", not run.

# Seconds since the epoch.
now() { perl -MTime::HiRes=time -e 'printf "%.2f\n", time'; }

# elapsed START - seconds since then.
elapsed() { echo "$1 $(now)" | awk '{ printf "%.2f\n", $2 - $1 }'; }

# await PATTERN FILE PID - until the pattern is in the file; ends the script if the process ends before.
await() {
  until grep -q "$1" "$2"; do
    kill -0 "$3" 2>/dev/null || { cat "$2" >&2; exit 5; }
    sleep 0.05
  done
}

# median NAME - shows the seconds of standard input, sorted, and their median.
median() {
  sort -n | awk -v n="$1" '{ v[NR] = $1; print n ": " $1 " s" } END { print "median: " v[int((NR + 1) / 2)] " s" }'
}
