#!/usr/bin/env bash
# Makes server/target/app/cli.aot: the commands' classes, loaded and linked, from a run of a few of
# them; and unpacks SQLite's library, which its driver else copies to the folder of temporary files
# at every start.
set -euo pipefail
cd "$(dirname "$0")/.."
unset "${!FOLDBASE_@}"
. scripts/jdk25.sh
. scripts/java-flags.sh
app=server/target/app
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$app/cli.aot" "$app/native"

mkdir "$app/native"
driver=$(readlink -f "$app"/lib/sqlite-jdbc-*.jar)
library=org/sqlite/native/$("$JAVA_HOME/bin/java" -cp "$driver" org.sqlite.util.OSInfo)
(cd "$work" && "$JAVA_HOME/bin/jar" -xf "$driver" "$library")
cp "$work/$library"/* "$app/native"

parser=$(readlink -f "$app"/lib/picocli-*.jar)
"$JAVA_HOME/bin/java" scripts/StackMaps.java "$parser" "$work/parser.jar"
mv "$work/parser.jar" "$parser"

"$JAVA_HOME/bin/java" "${FOLDBASE_CLI_FLAGS[@]}" -XX:AOTCacheOutput="$app/cli.aot" \
  -Dfoldbase.home="$PWD" -Dorg.sqlite.lib.path="$app/native" -cp "$app/foldbase.jar" \
  org.foldbase.server.cli.Rehearsal "$work" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
[ -s "$app/cli.aot" ] || { echo "the JVM made no class cache" >&2; cat "$work/log" >&2; exit 1; }
cp "$JAVA_HOME/release" "$app/jdk-release"
