#!/usr/bin/env bash
# controller.sh - one distributed run as the environment says: SCENARIO, TARGET and REMOTE, and, unless empty, USERS,
# DURATION, OPTIONS (words for run, without quotes) and OUT (/results). Its exit code is the run's.
set -u
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 5
for name in SCENARIO TARGET REMOTE; do
  [ -n "${!name:-}" ] || { echo "controller: environment variable $name: not set" >&2; exit 2; }
done
# exec: the launcher gets the pod's SIGTERM
# shellcheck disable=SC2086 # OPTIONS are words
exec "$home/scripts/load-test" run "$SCENARIO" --target "$TARGET" --remote "$REMOTE" --out "${OUT:-/results}" \
  ${USERS:+--users "$USERS"} ${DURATION:+--duration "$DURATION"} ${OPTIONS:-}
