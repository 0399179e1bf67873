#!/usr/bin/env bash
# Makes server/target/app/cli.aot: the command's classes, loaded and linked, from a run of the demo.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/jdk25.sh
. scripts/java-flags.sh
app=server/target/app
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f "$app/cli.aot"
"$JAVA_HOME/bin/java" "${FOLDBASE_CLI_FLAGS[@]}" -XX:AOTCacheOutput="$app/cli.aot" \
  -jar "$app/foldbase.jar" demo --data-dir "$work" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
[ -s "$app/cli.aot" ] || { echo "the JVM made no class cache" >&2; cat "$work/log" >&2; exit 1; }
cp "$JAVA_HOME/release" "$app/jdk-release"
