#!/usr/bin/env bash
# Applies stacks/<stack>/plan and nothing else: terraform refuses it where the state has moved since. Prints what happens
# to which object, errors in full, and no values of outputs.
# Usage: scripts/ci/apply.sh <stack>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 1 ] || usage "scripts/ci/apply.sh <stack>"

folder=$(stack_folder "$1")
trap 'rm -f "$folder/plan"' EXIT
export TF_IN_AUTOMATION=1 TF_INPUT=0
terraform -chdir="$folder" apply -json -lock-timeout=5m plan | jq -rR --unbuffered '
  fromjson? |
  if .type == "apply_start" or .type == "apply_complete" or .type == "apply_errored"
    then "\(.hook.resource.addr): \(.hook.action) \(.type | ltrimstr("apply_"))"
  elif .type == "diagnostic" and .diagnostic.severity == "error"
    then "Error: \(.diagnostic.summary)\n\(.diagnostic.detail)"
  elif .type == "change_summary" then ."@message"
  else empty end'
