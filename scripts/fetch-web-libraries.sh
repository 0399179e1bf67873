#!/usr/bin/env bash
# Puts the libraries that the pages load, in the versions of package-lock.json, into a folder of classes.
set -euo pipefail
cd "$(dirname "$0")/.."
source=server/src/main/npm
work=server/target/npm
vendor=$1/web/vendor
if ! command -v npm > /dev/null; then
  echo "Node.js 20 or newer with npm is needed to build Foldbase's pages: install it and try again." >&2
  exit 4
fi
if ! cmp -s "$source/package-lock.json" "$work/fetched"; then
  rm -rf "$work"
  mkdir -p "$work"
  cp "$source"/package*.json "$work"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$source/package-lock.json" "$work/fetched"
fi
mkdir -p "$vendor"
modules=$work/node_modules
cp "$modules/htmx.org/dist/htmx.min.js" "$modules/tus-js-client/dist/tus.min.js" \
  "$modules/swagger-ui-dist/swagger-ui-bundle.js" "$modules/swagger-ui-dist/swagger-ui.css" "$vendor"
for library in htmx.org tus-js-client swagger-ui-dist; do
  cp "$modules/$library/LICENSE" "$vendor/$library.LICENSE.txt"
done
