#!/usr/bin/env bash
# Turns a version into the commit to deploy. Production goes back to tags on main only. Step output: commit.
# Usage: scripts/ci/resolve-version.sh <environment> <version>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 2 ] || usage "scripts/ci/resolve-version.sh <environment> <version>"

check_name "$1"
refuse() {
  echo "$1" >&2
  exit 1
}
if [[ "$2" =~ ^v[0-9]+\.[0-9]+\.[0-9]+([.-][0-9A-Za-z.-]+)?$ ]]; then
  commit=$(git rev-parse --verify --quiet "refs/tags/$2^{commit}") || refuse "there is no tag $2"
elif [[ "$1" != production && "$2" =~ ^[0-9a-f]{40}$ ]]; then
  commit=$(git rev-parse --verify --quiet "$2^{commit}") || refuse "there is no commit $2"
else
  refuse "not a version: ${2@Q}; give a tag such as v1.2.0, or where it is not production the 40 digits of a commit"
fi
branches=(origin/main)
[ "$1" = production ] || branches+=(origin/develop)
for branch in "${branches[@]}"; do
  if git merge-base --is-ancestor "$commit" "$branch" 2>/dev/null; then
    output commit "$commit"
    exit 0
  fi
done
refuse "$2 is not on ${branches[*]}"
