#!/usr/bin/env bash
# Every check of a pack, all of them even if one fails, as annotations; then what the change means, as a summary.
#   SPOOR_PATHS  folders or files of rules, with blanks between them
#   SPOOR_BASE   a checkout of what the change is to be merged into, or nothing
#   SPOOR_SARIF  where findings go as SARIF, or nothing
set -uo pipefail
read -r -a paths <<<"${SPOOR_PATHS:-rules}"
summary="${GITHUB_STEP_SUMMARY:-/dev/stdout}"
status=0

spoor fmt --check --format github "${paths[@]}" || status=1
spoor lint --format github "${paths[@]}" || status=1
if [ -n "${SPOOR_SARIF:-}" ]; then
  spoor lint --format sarif --fail-on off -q -o "$SPOOR_SARIF" "${paths[@]}" || status=1
fi
spoor test --format github "${paths[@]}" || status=1
if [ -n "${SPOOR_BASE:-}" ]; then
  for path in "${paths[@]}"; do
    [ -e "$SPOOR_BASE/$path" ] || continue # it is new
    spoor diff --format markdown "$SPOOR_BASE/$path" "$path" >>"$summary"
    [ $? -le 1 ] || status=1 # 1: the meaning has changed, which is for the reviewer
  done
fi
exit $status
