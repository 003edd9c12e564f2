#!/usr/bin/env bash
# Records deployments where rollback and drift look for them: GitHub's own name the commit of the workflow, not the one
# that was checked out. `start` prints the step output id; `finish` says how it ended.
# Usage: GH_TOKEN=... GITHUB_REPOSITORY=owner/name scripts/ci/record.sh start <stack> <commit> | finish <id> <success|failure>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 3 ] || usage "scripts/ci/record.sh start <stack> <commit> | finish <id> <success|failure>"

check_name "$2"
deployments="repos/$GITHUB_REPOSITORY/deployments"
state() { # <id> <state>
  # Earlier ones stay what they were: the way back leads to them.
  jq -n --arg state "$2" '{$state, auto_inactive: false}' |
    gh api --method POST "$deployments/$1/statuses" --input - >/dev/null
}
case "$1" in
  start)
    id=$(jq -n --arg ref "$3" --arg environment "$2" \
      '{$ref, $environment, task: "slipway", auto_merge: false, required_contexts: []}' |
      gh api --method POST "$deployments" --input - | jq -er .id)
    state "$id" in_progress
    output id "$id"
    ;;
  finish) state "$2" "$3" ;;
  *) usage "scripts/ci/record.sh start <stack> <commit> | finish <id> <success|failure>" ;;
esac
