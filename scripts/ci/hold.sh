#!/usr/bin/env bash
# Holds a fresh plan to what was reviewed. Step output: may-apply=true or false; false says why in the job summary.
#   none      plan only: never applied
#   risk      applied where its risk is below high: the way back, which nobody reviewed
#   reviewed  applied where it does what <folder>/review.json says was reviewed
# Usage: scripts/ci/hold.sh <stack> <none|risk|reviewed> [folder]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -ge 2 ] || usage "scripts/ci/hold.sh <stack> <none|risk|reviewed> [folder]"

plan=$(stack_folder "$1")/plan
refuse() {
  printf '**Not applied:** %s.\n' "$1" | summary
  output may-apply false
  exit 0
}
code=0
case "$2" in
  none) refuse "this job only plans" ;;
  risk)
    slipway review "$1=$plan" --app-out "${SLIPWAY_APP_OUT:-cdktf.out}" --format summary --fail-on high || code=$?
    [ "$code" -ne 1 ] || refuse "the risk of this plan is high, and nobody reviewed it"
    ;;
  reviewed)
    review="${3:?folder of the review}/review.json"
    [ -f "$review" ] || refuse "nobody reviewed this plan"
    said=$(slipway review-verify "$1=$plan" --reviewed "$review") || code=$?
    echo "$said"
    if [ "$code" -eq 1 ]; then
      # A fence that no line of the text can end: the program escapes what it shows, and indents addresses.
      printf '~~~~text\n%s\n~~~~\n\n' "$said" | summary
      refuse "this is not what was reviewed"
    fi
    ;;
  *) usage "scripts/ci/hold.sh <stack> <none|risk|reviewed> [folder]" ;;
esac
[ "$code" -eq 0 ] || exit "$code"
output may-apply true
