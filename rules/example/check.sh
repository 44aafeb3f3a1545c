#!/bin/sh
# What every change of the rules must pass. CI runs it; so can you.
set -eu
cd "$(dirname "$0")"

spoor fmt --check rules
spoor check rules
spoor lint rules
spoor test --coverage rules

# What the change means, for the pull request: BASE is a checkout of what it is to be merged into.
if [ -n "${BASE:-}" ]; then
  spoor diff --format markdown -o change.md "$BASE/rules" rules || [ $? -eq 1 ]
  cat change.md
fi
