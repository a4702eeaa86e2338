#!/usr/bin/env bash
# await-agents.sh HOST:PORT,HOST:PORT… SECONDS - waits until every agent takes connections. Ends with 5, and a line that
# names those that do not, when the time is over. Who they are and what they can do the run itself finds out.
set -u
remote=${1:-}
deadline=$((SECONDS + ${2:-300}))
[ -n "$remote" ] || { echo "await-agents: no agents: found '', allowed is HOST:PORT,HOST:PORT…" >&2; exit 2; }

# shellcheck disable=SC2016 # the inner shell's
answers() { timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "${1%:*}" "${1##*:}" 2>/dev/null; }

IFS=, read -ra silent <<<"$remote"
while :; do
  still=()
  for agent in "${silent[@]}"; do
    answers "$agent" || still+=("$agent")
  done
  [ "${#still[@]}" -gt 0 ] || break
  silent=("${still[@]}")
  [ "$SECONDS" -lt "$deadline" ] || {
    echo "await-agents: no connection to ${silent[*]} for ${2:-300} s; is the StatefulSet as large as REMOTE?" >&2
    exit 5
  }
  sleep 1
done
echo "await-agents: all of $remote take connections"
