#!/usr/bin/env bash
# bench-reader.sh [JMH OPTION…] - milliseconds to read a JTL of 100,000 rows, by JMH; -h lists its options.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")
(cd "$home" && mvn -B -q -Pbench test-compile)
classpath="$home/target/classes:$home/target/test-classes:$(cat "$home/target/bench.classpath")"
java -cp "$classpath" org.openjdk.jmh.Main ReaderBenchmark "$@"
