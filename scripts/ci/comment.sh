#!/usr/bin/env bash
# Posts a review as a comment, or updates the one an earlier run of this workflow posted: it is found by the hidden
# first line and by its author. A comment that would say the same is left as it is.
# Usage: GH_TOKEN=... GITHUB_REPOSITORY=owner/name scripts/ci/comment.sh <pull request> <markdown>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 2 ] || usage "scripts/ci/comment.sh <pull request> <markdown>"

check_name "$1"
comments="repos/$GITHUB_REPOSITORY/issues/$1/comments"
head -n 1 "$2" | grep -q '^<!-- slipway-review ' || {
  echo "$2 is not a review: its first line is not the marker" >&2
  exit 2
}
# All of the marker but the fingerprint tells whose comment it is.
found=$(gh api --paginate "$comments?per_page=100" | jq -rs --rawfile new "$2" '
  def owner: split("\n")[0] | rtrimstr("\r") | sub("fingerprint=[^ ]+ "; "");
  [.[][] | select(.user.login == "github-actions[bot]" and (.body | owner) == ($new | owner))][0]
  | if . == null then "" else "\(.id) \(if (.body | gsub("\r"; "") | rtrimstr("\n")) == ($new | rtrimstr("\n")) then "same" else "old" end)" end')
case "$found" in
  '') jq -n --rawfile body "$2" '{$body}' | gh api --method POST "$comments" --input - >/dev/null ;;
  *' same') echo "The comment says it already." ;;
  *) jq -n --rawfile body "$2" '{$body}' |
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${found% *}" --input - >/dev/null ;;
esac
