#!/usr/bin/env bash
# Puts files of npm packages, in the versions of a package-lock.json, into a folder:
# npm-files.sh FOLDER_OF_THE_LOCK WORK_FOLDER TARGET_FOLDER FILE...
set -euo pipefail
lock=$1/package-lock.json work=$2 target=$3
shift 3
if ! command -v npm > /dev/null; then
  echo "Node.js 20 or newer with npm is needed to build Foldbase's pages: install it and try again." >&2
  exit 4
fi
if ! cmp -s "$lock" "$work/fetched"; then
  rm -rf "$work"
  mkdir -p "$work"
  cp "${lock%/*}"/package*.json "$work"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$lock" "$work/fetched"
fi
mkdir -p "$target"
for file in "$@"; do
  cp "$work/node_modules/$file" "$target"
  cp "$work/node_modules/${file%%/*}/LICENSE" "$target/${file%%/*}.LICENSE.txt"
done
