#!/usr/bin/env bash
# Reviews what a change does to a rehearsed copy of its base, without credentials: the way of forks. Both folders are
# checkouts; the program of the head runs. Writes review.md, review.html and review.json, and the job summary.
# Usage: scripts/ci/rehearse-change.sh <base> <head> <folder>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 3 ] || usage "scripts/ci/rehearse-change.sh <base> <head> <folder>"

base=$(realpath "$1")
head=$(realpath "$2")
mkdir -p "$3"
into=$(realpath "$3")
for checkout in "$base" "$head"; do
  (cd "$checkout" && node scripts/build.mjs && SLIPWAY_ENVIRONMENT='' node dist/stacks/main.js)
done
cd "$head"
options=(--format summary)
[ -z "${COMMIT:-}" ] || options+=(--commit "$COMMIT")
[ -z "${RUN_URL:-}" ] || options+=(--run-url "$RUN_URL")
code=0
slipway review-change --base "$base/cdktf.out" "${options[@]}" --markdown "$into/review.md" \
  --html "$into/review.html" --json "$into/review.json" || code=$?
[ ! -f "$into/review.md" ] || summary <"$into/review.md"
exit "$code"
