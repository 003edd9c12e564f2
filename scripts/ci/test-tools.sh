#!/usr/bin/env bash
# Installs what tests of alert rules and of shell scripts need, on Debian and Ubuntu. promtool and amtool come with the
# servers they belong to; a policy keeps those from starting.
# Usage: scripts/ci/test-tools.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

printf '#!/bin/sh\nexit 101\n' | sudo tee /usr/sbin/policy-rc.d >/dev/null
sudo chmod 755 /usr/sbin/policy-rc.d
trap 'sudo rm -f /usr/sbin/policy-rc.d' EXIT
sudo apt-get update -qq
sudo apt-get install -y -qq --no-install-recommends prometheus prometheus-alertmanager shellcheck
