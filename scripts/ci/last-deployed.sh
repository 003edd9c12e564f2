#!/usr/bin/env bash
# Prints the commit of a stack's last good deployment, of those record.sh wrote; nothing where there is none. With
# --after, only where the newest deployment is of that commit and did not succeed: the way back, if one is needed.
# Usage: GH_TOKEN=... GITHUB_REPOSITORY=owner/name scripts/ci/last-deployed.sh <stack> [--after <commit>]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 1 ] || [ "$#" -eq 3 ] || usage "scripts/ci/last-deployed.sh <stack> [--after <commit>]"

check_name "$1"
failed=${3:-}
deployments=$(gh api "repos/$GITHUB_REPOSITORY/deployments?environment=$1&task=slipway&per_page=50" |
  jq -r '.[] | "\(.id) \(.sha)"')
newest=1
while read -r id sha; do
  [ -n "$id" ] || continue
  state=$(gh api "repos/$GITHUB_REPOSITORY/deployments/$id/statuses?per_page=1" | jq -r '.[0].state // ""')
  if [ -n "$failed" ] && [ "$newest" -eq 1 ] && { [ "$sha" != "$failed" ] || [ "$state" = success ]; }; then
    exit 0
  fi
  newest=0
  if [ "$state" = success ] && [ "$sha" != "$failed" ]; then
    echo "$sha"
    exit 0
  fi
done <<<"$deployments"
