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

# spread COLUMN FORMAT FILE - median (lowest to highest).
spread() {
  awk -v c="$1" '{ print $c }' "$3" | sort -n |
    awk -v f="$2" '{ v[NR] = $1 } END { printf f " (" f " to " f ")", v[int((NR + 1) / 2)], v[1], v[NR] }'
}

# free_port - a port of this machine that nothing listens on.
free_port() { perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'; }

# server PORT FOLDER - starts nginx, in the foreground of its own process, as a target that costs next to nothing: it answers at
# once what the platform answers to each task, and /requests tells how many it has answered. Sets server, its process id.
server() {
  command -v nginx >/dev/null || { echo "${0##*/}: nginx is needed" >&2; exit 5; }
  mkdir -p "$2"
  cat >"$2/nginx.conf" <<CONF
worker_processes 1;
worker_rlimit_nofile 65536;
daemon off;
pid nginx.pid;
error_log error.log;
events { worker_connections 16384; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    listen 127.0.0.1:$1 backlog=8192;
    location = /health { return 200 '{"status":"healthy"}'; }
    location = /metrics { default_type text/plain; return 200 'queue_depth 0'; }
    location = /enhancements/history { return 200 '[]'; }
    location = /requests { stub_status; }
    location /webhooks/ {
      return 202 '{"status":"accepted","job_id":"0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a11","message":"Enhancement queued for processing"}';
    }
  }
}
CONF
  nginx -p "$2" -c nginx.conf -e error.log 2>"$2/said" &
  server=$!
  until requests "$1" >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || { cat "$2/said" "$2/error.log" >&2; exit 5; }
    sleep 0.05
  done
}

# requests PORT - how many requests the server has got.
requests() {
  perl -MIO::Socket::INET -e '
    my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ARGV[0]") or die "no server\n";
    print $s "GET /requests HTTP/1.0\r\n\r\n";
    local $/;
    print "$1\n" if <$s> =~ /requests\s+\d+ \d+ (\d+)/;
  ' "$1"
}

# cpu PID - the processor seconds of a process (Linux only).
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / hz }' "/proc/$1/stat"; }

# run_jmeter FOLDER ARGUMENT… - runs the JMeter of the build in this process, as pom.xml starts it; its log, samples.jtl and the
# collector's log are in the folder. JVM_OPTIONS are further options of its JVM, COLLECTOR takes the place of its
# garbage collector's.
run_jmeter() {
  local folder=$1 jar
  shift
  mkdir -p "$folder"
  # the home that the build configured last; folders of older ones may lie beside it
  cd "$(sed 's/.*"jmeterDirectoryPath":"\([^"]*\)".*/\1/' "$home/target/jmeter-home.json")/bin"
  jar=$(echo ApacheJMeter-*.jar)
  # shellcheck disable=SC2086
  exec java ${COLLECTOR:--XX:+UseParallelGC} -Xms1024m -Xmx1024m -Xlog:async "-Xlog:gc,safepoint:file=$folder/gc.log:utctime,pid,tags:filecount=0" \
    ${JVM_OPTIONS:-} -jar "$jar" -n -q "$home/jmx/load-test.properties" -j "$folder/jmeter.log" \
    "-Jsearch_paths=$home/target/load-test-functions.jar" "$@" >"$folder/said" 2>&1
}
