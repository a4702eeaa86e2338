#!/usr/bin/env bash
# check-faults.sh [FAULT…] - makes a real run for each row of docs/faults.md (or those named), three at a time, and
# requires what the row says. Ends with 0 if every fault was caught as written.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
mvn -B -q test-compile
scripts/load-test --version >/dev/null
exec java -XX:+UseSerialGC -Xmx256m \
  -cp "target/classes:target/test-classes:$(cat target/launcher.classpath)" \
  com.aiagents.loadtest.cli.FaultTable 3 "$@"
