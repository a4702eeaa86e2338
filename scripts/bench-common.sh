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

# measured FILE COMMAND… - runs it and adds a line to the file: its seconds, its processor seconds, its peak in resident
# MB (Linux only), its exit code.
measured() {
  perl -MTime::HiRes=time,sleep -MPOSIX=:sys_wait_h -e '
    my $file = shift;
    my ($start, $peak) = (time, 0);
    my $child = fork;
    if (!$child) { exec @ARGV; exit 127 }
    until (waitpid($child, WNOHANG)) {
      if (open my $status, "<", "/proc/$child/status") {
        while (<$status>) { $peak = $1 / 1024 if /^VmHWM:\s+(\d+)/ }
      }
      sleep 0.01;
    }
    my ($code, $seconds, @cpu) = ($? >> 8, time - $start, times);
    open my $out, ">>", $file or die "$file: $!";
    printf $out "%.2f %.2f %.0f %d\n", $seconds, $cpu[2] + $cpu[3], $peak, $code;
  ' "$@"
}

# middle COLUMN FILE - the median of a column of numbers.
middle() {
  awk -v c="$1" '{ print $c }' "$2" | sort -n | awk '{ v[NR] = $1; } END { print v[int((NR + 1) / 2)] }'
}
