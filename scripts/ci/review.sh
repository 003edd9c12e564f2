#!/usr/bin/env bash
# Reviews stacks/<stack>/plan into a folder: review.md, review.html and review.json, all masked, and the job summary.
# Ends with 1 where the risk reaches FAIL_ON, after everything is written.
# Usage: [FAIL_ON=level] scripts/ci/review.sh <stack> <folder>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 2 ] || usage "[FAIL_ON=level] scripts/ci/review.sh <stack> <folder>"

plan=$(stack_folder "$1")/plan
into=$2
options=(--app-out "${SLIPWAY_APP_OUT:-cdktf.out}" --format summary)
[ -z "${FAIL_ON:-}" ] || options+=(--fail-on "$FAIL_ON")
[ -z "${COMMIT:-}" ] || options+=(--commit "$COMMIT")
[ -z "${RUN_URL:-}" ] || options+=(--run-url "$RUN_URL")
[ ! -f waivers.yaml ] || options+=(--waivers waivers.yaml)
code=0
slipway review "$1=$plan" "${options[@]}" --markdown "$into/review.md" --html "$into/review.html" \
  --json "$into/review.json" || code=$?
[ ! -f "$into/review.md" ] || summary <"$into/review.md"
exit "$code"
