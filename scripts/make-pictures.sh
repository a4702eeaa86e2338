#!/usr/bin/env bash
# make-pictures.sh [report|plan] - makes the pictures of the docs again: docs/pictures/report.png, the report of a real burst
# of a minute on the embedded target without its table of criteria, and docs/pictures/plan.png, that scenario's plan in
# JMeter's own window. Both unless one is named. Needs no screen: the window opens under Xvfb.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pictures=$home/docs/pictures
what=${1:-report plan}
case $what in report | plan | 'report plan') ;; *)
  echo "make-pictures: found '$what', allowed is report or plan" >&2
  exit 2
  ;;
esac

missing=
# needed NAME PACKAGE: Debian's package that has it
needed() {
  command -v "$1" >/dev/null || {
    echo "make-pictures: found no $1 on the PATH (Debian: apt-get install $2)" >&2
    missing=yes
  }
}
needed mvn maven
needed convert imagemagick
browser=
case $what in *report*)
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || needed chromium chromium
  ;;
esac
case $what in *plan*)
  needed Xvfb xvfb
  needed xdotool xdotool
  needed import imagemagick
  ;;
esac
[ -z "$missing" ] || exit 5

out=$(mktemp -d)
gui=
screen=
# each of the two is a process group: Maven's JMeter goes with it
stop() {
  [ -z "$1" ] || { kill -TERM -- "-$1" 2>/dev/null && wait "$1" 2>/dev/null; } || true
}
trap 'stop "$gui"; stop "$screen"; rm -rf "$out"' EXIT
trap 'exit 130' INT TERM

# until COMMAND…: waits at most two minutes for it to succeed
until_true() {
  local end=$((SECONDS + 120))
  while [ "$SECONDS" -lt "$end" ]; do
    "$@" && return
    sleep 0.5
  done
  echo "make-pictures: gave up waiting: $*" >&2
  exit 5
}

# shrunk FILE NAME: few colours are enough for text, lines and areas
shrunk() {
  mkdir -p "$pictures"
  convert "$1" -strip -dither None -colors 128 "PNG8:$pictures/$2.png"
  echo "$pictures/$2.png: $(wc -c <"$pictures/$2.png") bytes"
}

report() {
  "$home/scripts/load-test" run burst --duration 60s --out "$out/runs" >"$out/said" || {
    tail -n 20 "$out/said" >&2
    echo "make-pictures: the run did not pass, so its report is no example" >&2
    exit 1
  }
  local page
  page=$(find "$out/runs" -name report.html)
  [ -f "$page" ] || { echo "make-pictures: the run left no report.html" >&2; exit 1; }
  # a screen has no room for the table of criteria beside the charts
  sed '/<section aria-labelledby="criteria-title">/,/<\/section>/d' "$page" >"$out/page.html"
  # without a sandbox, since Chromium has none for root; the page is our own and is read from the disk
  "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars \
    --user-data-dir="$out/profile" --window-size=1200,1420 --screenshot="$out/report.png" "file://$out/page.html" >"$out/browser" 2>&1 || true
  [ -s "$out/report.png" ] || { cat "$out/browser" >&2; echo "make-pictures: $browser took no picture" >&2; exit 5; }
  shrunk "$out/report.png" report
}

# still SECONDS: the screen does not change that long; it is kept in a format that has no date in it
still() {
  import -window root "$out/plan.ppm"
  sleep "$1"
  import -window root "$out/now.ppm"
  cmp -s "$out/now.ppm" "$out/plan.ppm"
}

# shows COMMAND…: runs it, again if nothing came of it, until the screen shows something else than before, and that it is done
shows() {
  cp "$out/now.ppm" "$out/before.ppm"
  until_true changed "$@"
}

changed() {
  "$@"
  for _ in 1 2 3 4 5; do
    still 1 && ! cmp -s "$out/now.ppm" "$out/before.ppm" && return
  done
  return 1
}

plan() {
  cd "$home"
  scripts/load-test --version >/dev/null
  set -m
  Xvfb -displayfd 3 -screen 0 1200x760x24 -nolisten tcp 3>"$out/display" 2>"$out/xvfb" &
  screen=$!
  until_true test -s "$out/display"
  DISPLAY=:$(cat "$out/display")
  export DISPLAY
  mvn -B -q jmeter:gui -DguiTestFile=jmx/burst.jmx >"$out/gui" 2>&1 </dev/null &
  gui=$!
  set +m
  until_true open_window
  xdotool windowmove "$window" 0 0 windowsize "$window" 1200 760
  # until the splash screen is gone and all is drawn
  until_true still 4
  # the row of the spike's users; then by the keyboard: open it, its tasks and the submit, and go back to it, since its editor
  # draws the users over time
  shows xdotool mousemove 98 225 click 1
  shows xdotool key --delay 100 Right Down Down Down Right Down Right Up Up Up Up
  shrunk "$out/plan.ppm" plan
}

open_window() {
  kill -0 "$gui" 2>/dev/null || { cat "$out/gui" >&2; echo "make-pictures: JMeter's window did not open" >&2; exit 5; }
  window=$(xdotool search --onlyvisible --name 'burst\.jmx' 2>/dev/null | head -n 1)
  [ -n "$window" ]
}

for picture in $what; do "$picture"; done
