#!/usr/bin/env bash
# run-all.sh [HOST [OPTION…]] - the four scenarios in full length, 30 s apart; without HOST on the embedded target.
set -eu
launcher=$(dirname "${BASH_SOURCE[0]}")/load-test
if [ $# -gt 0 ]; then
  host=$1
  shift
  exec "$launcher" run all --host "$host" "$@"
fi
exec "$launcher" run all
