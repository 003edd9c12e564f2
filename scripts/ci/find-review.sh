#!/usr/bin/env bash
# Fetches the review of the pull request that a commit was merged by, into <folder>/review.json. Fetches none where there
# is nothing to go by: no pull request, no successful plan, or a change of the workflows, which could have written any
# review it liked (all else that makes a review comes from the base, not from the pull request).
# Usage: GH_TOKEN=... GITHUB_REPOSITORY=owner/name scripts/ci/find-review.sh <stack> <commit> <folder>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 3 ] || usage "scripts/ci/find-review.sh <stack> <commit> <folder>"

check_name "$1"
none() {
  echo "No review to go by: $1."
  exit 0
}
api="repos/$GITHUB_REPOSITORY"
pull=$(gh api "$api/commits/$2/pulls" | jq -r --arg sha "$2" \
  '[.[] | select(.merged_at != null and .merge_commit_sha == $sha)][0] | if . == null then "" else "\(.number) \(.head.sha)" end')
[ -n "$pull" ] || none "no pull request was merged as $2"
number=${pull% *}
head=${pull#* }
changed=$(gh api --paginate "$api/pulls/$number/files?per_page=100" | jq -rs '.[][] | .filename, .previous_filename // empty')
if grep -q '^\.github/' <<<"$changed"; then
  none "pull request $number changes workflows"
fi
# GitHub lists 3000 files at most; the rest could be anything.
[ "$(wc -l <<<"$changed")" -lt 3000 ] || none "pull request $number changes too many files to know which"
run=$(gh api "$api/actions/workflows/plan.yml/runs?event=pull_request&status=success&head_sha=$head&per_page=1" |
  jq -r '.workflow_runs[0].id // ""')
[ -n "$run" ] || none "pull request $number has no successful plan of $head"
gh run download "$run" --repo "$GITHUB_REPOSITORY" --name "review-$1" --dir "$3" ||
  none "run $run has no review of $1"
echo "Reviewed in pull request $number, run $run."
