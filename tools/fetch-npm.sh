#!/bin/sh
# Fetches what package-lock.json names into node_modules, unless it is there already.
# usage: tools/fetch-npm.sh SOURCE_ROOT
set -eu
cd "$1"
[ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ] && exit 0
exec npm ci --ignore-scripts --no-audit --no-fund
