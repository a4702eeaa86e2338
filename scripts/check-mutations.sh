#!/usr/bin/env bash
# check-mutations.sh [CLASSES] - changes the code that judges in small ways, one at a time, and says how many of the changes
# the tests notice, class by class; fails below 85 %. CLASSES: patterns of class names, such as '*.verdict.Alarms*'.
# All of them take about 40 minutes on two cores. The report that names every change: target/pit-reports/index.html
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
report=$home/target/pit-reports/mutations.xml
rm -f "$report"
code=0
(cd "$home" && mvn -B -q -Ppit ${1:+"-Dpit.classes=$1"} test-compile org.pitest:pitest-maven:mutationCoverage) || code=$?
[ -f "$report" ] || exit 5
perl -ne '
  while (m{<mutation detected=.(true|false).*?<mutatedClass>[\w.]*?(\w+)(?:\$[\w\$]*)?</mutatedClass>}g) {
    $all{$2}++; $noticed{$2} += $1 eq "true"
  }
  END {
    for (sort keys %all) {
      printf "%-20s %4d of %4d  %3d %%\n", $_, $noticed{$_}, $all{$_}, 100 * $noticed{$_} / $all{$_};
      $sum += $all{$_}; $found += $noticed{$_};
    }
    printf "%-20s %4d of %4d  %3d %%\n", "all", $found, $sum, 100 * $found / $sum
  }' "$report"
exit "$code"
