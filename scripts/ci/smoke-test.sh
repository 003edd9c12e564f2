#!/usr/bin/env bash
# Asks every address of SMOKE_URLS (separated by white space) until it answers with success, for about two minutes each.
# Usage: SMOKE_URLS="https://..." [SMOKE_RETRIES=20] scripts/ci/smoke-test.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

read -r -d '' -a urls <<<"${SMOKE_URLS:-}" || true
if [ "${#urls[@]}" -eq 0 ]; then
  echo "::warning title=No smoke tests::The variable SMOKE_URLS of this environment is empty: nothing was asked."
  exit 0
fi
for url in "${urls[@]}"; do
  [[ "$url" =~ ^https?:// ]] || {
    echo "not an address: ${url@Q}" >&2
    exit 2
  }
  curl --fail --silent --show-error --location --output /dev/null --max-time 10 \
    --retry "${SMOKE_RETRIES:-20}" --retry-delay "${SMOKE_DELAY_SECONDS:-6}" --retry-all-errors -- "$url"
  echo "$url answers"
done
