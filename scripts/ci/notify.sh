#!/usr/bin/env bash
# Tells Slack, Discord or both how a deployment ended; webhooks come by environment and are in no argument and no log.
# A chat that is down does not fail a deployment.
# Usage: [SLACK_WEBHOOK_URL=...] [DISCORD_WEBHOOK_URL=...] scripts/ci/notify.sh <environment> <status> <commit> <run url>
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$#" -eq 4 ] || usage "scripts/ci/notify.sh <environment> <status> <commit> <run url>"

text="$1: deployment of ${3:0:12} ended with $2 ($4)"
post() { # <webhook> <name of the field of the text>
  printf 'url = "%s"\n' "$1" |
    curl --config - --silent --fail --output /dev/null --max-time 10 --retry 3 --json "$(jq -n --arg key "$2" --arg text "$text" '{($key): $text}')" ||
    echo "::warning title=Not told::A webhook did not take the message."
}
[ -z "${SLACK_WEBHOOK_URL:-}" ] || post "$SLACK_WEBHOOK_URL" text
[ -z "${DISCORD_WEBHOOK_URL:-}" ] || post "$DISCORD_WEBHOOK_URL" content
echo "$text"
