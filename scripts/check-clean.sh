#!/usr/bin/env bash
# check-clean.sh [RUNS [AT_ONCE]] - short runs of all scenarios in turn on clean embedded targets, 50 unless told
# otherwise; each must be PASS and nothing else.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
runs=${1:-50}
at_once=${2:-2}
out=$(mktemp -d)
scenarios=("baseline --duration 20s --users 20" "peak --duration 20s" "burst --duration 48s" "endurance --duration 20s")
"$here/load-test" --version >/dev/null || exit 5

one() {
  local said=$out/$1.txt
  # shellcheck disable=SC2086
  "$here/load-test" run $2 --out "$out/$1" >"$said" 2>&1
  echo "$1 $? $(grep -o '^VERDICT .*' "$said" || echo 'VERDICT missing') ($2)"
}

{
  for number in $(seq "$runs"); do
    one "$number" "${scenarios[$((number % ${#scenarios[@]}))]}" &
    while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
      sleep 0.2
    done
  done
  wait
} | tee "$out/all"
passed=$(grep -c ' 0 VERDICT [a-z]*: PASS ' "$out/all")
echo "check-clean: $passed of $runs runs are PASS; folders: $out"
[ "$passed" = "$runs" ]
