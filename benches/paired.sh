#!/bin/bash
# Compares how long reading tables takes now and at an earlier commit, in one run:
#
#   bash benches/paired.sh REVISION [RUNS]
#
# Builds benches/intake.rs of both trees, runs them in turns (5 times each unless RUNS says
# otherwise), so that what else the computer does falls on both, and prints for each measure the
# medians in seconds and their ratio, after / before. Ends with 1 where a ratio is above 1.10.
set -euo pipefail
cd "$(dirname "$0")/.."
revision=${1:?"a revision to compare with"}
runs=${2:-5}
before=$(mktemp -d)
results=$(mktemp -d)
trap 'git worktree remove --force "$before/tree"; rm -rf "$before" "$results"' EXIT
git worktree add --quiet --detach "$before/tree" "$revision"
now=$PWD
built() { # the bench of a tree, built
  (cd "$1" && CARGO_TARGET_DIR=$2 cargo bench --bench intake --no-run --message-format=json 2>"$results/cargo") |
    sed -n 's/.*"name":"intake".*"executable":"\([^"]*\)".*/\1/p' | tail -1
}
old=$(built "$before/tree" "$before/target")
new=$(built "$now" "${CARGO_TARGET_DIR:-$now/target}")
[ -x "$old" ] && [ -x "$new" ] || { cat "$results/cargo" >&2; exit 2; }
for run in $(seq "$runs"); do
  (cd "$before/tree" && "$old" --bench) >"$results/before.$run"
  (cd "$now" && "$new" --bench) >"$results/after.$run"
done
for tree in before after; do
  # rows, format, seconds; sorted, so that the middle line of each measure is its median
  cat "$results/$tree".* | awk '$2 == "form" || $2 == "csv" || $2 == "xlsx" { print $1, $2, $5 }' |
    sort -k1,1n -k2,2 -k3,3n |
    awk '{ key = $1 " " $2; times[key] = times[key] " " $3 }
         END { for (key in times) { n = split(times[key], t, " "); print key, (t[int((n + 1) / 2)] + t[int(n / 2) + 1]) / 2 } }' |
    sort >"$results/$tree"
done
join -j 1 <(sed 's/ /:/' "$results/before") <(sed 's/ /:/' "$results/after") |
  awk 'BEGIN { print "rows:format  before   after  ratio" }
       { ratio = $2 > 0 ? $3 / $2 : 1; if (ratio > 1.1) slow = 1; printf "%-11s %6.3f s %6.3f s  %5.2f\n", $1, $2, $3, ratio }
       END { exit slow }'
