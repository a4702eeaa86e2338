#!/usr/bin/env bash
# make-pictures.sh [report|plans] - makes the pictures of the docs again: docs/pictures/report.png, the report of a real burst
# of a minute on the embedded target without its table of criteria, and docs/pictures/plan-*.png, the four plans in JMeter's
# own window as PlanWindowIT opens them. Both unless one is named. Needs no screen: the window opens under Xvfb.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pictures=$home/docs/pictures
what=${1:-report plans}
case $what in report | plans | 'report plans') ;; *)
  echo "make-pictures: found '$what', allowed is report or plans" >&2
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
case $what in *plans*) needed Xvfb xvfb ;; esac
[ -z "$missing" ] || exit 5

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT TERM

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

plans() {
  local plan
  cd "$home"
  rm -f target/screenshots/plan-*.png
  mvn -B -ntp verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PlanWindowIT >"$out/tested" 2>&1 || {
    grep -E '^\[ERROR\]' "$out/tested" >&2
    echo "make-pictures: the plans in JMeter's window are not as they should be, see above" >&2
    exit 1
  }
  for plan in target/screenshots/plan-*.png; do shrunk "$plan" "$(basename "$plan" .png)"; done
}

for picture in $what; do "$picture"; done
