#!/usr/bin/env bash
# Keeps one open issue per stack: opened when it drifts, updated in place, closed when it is clean again.
# Usage: GH_TOKEN=... GITHUB_REPOSITORY=owner/name scripts/ci/drift-issue.sh <stack> <true|false> <markdown>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 3 ] || usage "scripts/ci/drift-issue.sh <stack> <true|false> <markdown>"

check_name "$1"
issues="repos/$GITHUB_REPOSITORY/issues"
# The first line is hidden and names the stack; anybody can write a title or a label, hence the author, too.
number=$(gh api --paginate "$issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" |
  jq -rs --rawfile body "$3" '
    def marker: split("\n")[0] | rtrimstr("\r");
    [.[][] | select(.user.login == "github-actions[bot]" and ((.body // "") | marker) == ($body | marker))][0].number // ""')
case "$2 ${number:-none}" in
  'true none')
    jq -n --arg title "Drift in $1" --rawfile body "$3" '{$title, $body, labels: ["drift"]}' |
      gh api --method POST "$issues" --input - >/dev/null
    ;;
  true*) jq -n --rawfile body "$3" '{$body}' | gh api --method PATCH "$issues/$number" --input - >/dev/null ;;
  'false none') echo "Nothing drifted, and no issue says otherwise." ;;
  false*)
    jq -n --rawfile body "$3" '{$body, state: "closed", state_reason: "completed"}' |
      gh api --method PATCH "$issues/$number" --input - >/dev/null
    ;;
  *) usage "scripts/ci/drift-issue.sh <stack> <true|false> <markdown>" ;;
esac
