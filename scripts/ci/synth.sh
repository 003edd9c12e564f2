#!/usr/bin/env bash
# Builds this checkout and synthesizes one environment, or all of them. The first build installs what the lock names.
# Usage: scripts/ci/synth.sh [environment]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

node scripts/build.mjs
SLIPWAY_ENVIRONMENT="${1:-}" node dist/stacks/main.js
