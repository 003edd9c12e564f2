#!/usr/bin/env bash
# Says what changed outside of terraform, as the body of an issue; needs stacks/<stack>/refresh and stacks/<stack>/plan.
# Step output: drifted=true or false.
# Usage: scripts/ci/drift.sh <stack> <markdown>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 2 ] || usage "scripts/ci/drift.sh <stack> <markdown>"

folder=$(stack_folder "$1")
options=(--app-out "${SLIPWAY_APP_OUT:-cdktf.out}" --plan "$folder/plan")
[ ! -f drift.yaml ] || options+=(--ignore drift.yaml)
code=0
slipway drift "$1=$folder/refresh" "${options[@]}" --markdown "$2" || code=$?
case "$code" in
  0) output drifted false ;;
  1) output drifted true ;;
  *) exit "$code" ;;
esac
summary <"$2"
