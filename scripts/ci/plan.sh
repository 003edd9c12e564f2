#!/usr/bin/env bash
# Plans a synthesized stack and saves the plan as stacks/<stack>/plan. What terraform would print about it goes nowhere:
# logs are read by more people than may read values. `slipway review` says it without secrets.
# Usage: scripts/ci/plan.sh <stack> <file> [terraform plan option...]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -ge 2 ] || usage "scripts/ci/plan.sh <stack> <file> [terraform plan option...]"

folder=$(stack_folder "$1")
check_name "$2"
file=$2
shift 2
export TF_IN_AUTOMATION=1 TF_INPUT=0
terraform -chdir="$folder" init -no-color >/dev/null
terraform -chdir="$folder" plan -no-color -out="$file" "$@" >/dev/null
