# What the scripts of this folder share. Sourced, not run.
# shellcheck shell=bash
set -euo pipefail
# Plans hold secrets in the clear: nobody else on the machine reads what is written here.
umask 077

usage() {
  echo "usage: $1" >&2
  exit 2
}

# Names become paths, artifact names and queries.
check_name() {
  [[ "$1" =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || {
    echo "not a name: ${1@Q}" >&2
    exit 2
  }
}

stack_folder() {
  check_name "$1"
  echo "${SLIPWAY_APP_OUT:-cdktf.out}/stacks/$1"
}

slipway() {
  node "${SLIPWAY_CLI:-dist/lib/cli.js}" "$@"
}

output() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
  else
    printf '%s=%s\n' "$1" "$2"
  fi
}

summary() {
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat >>"$GITHUB_STEP_SUMMARY"
  else
    cat >&2
  fi
}
