#!/usr/bin/env bash
# Makes server/target/app/{cli,entities,reset,serve}.aot: the commands' classes, loaded and linked, from
# runs of a few of them; and unpacks SQLite's library, which its driver else copies to the folder of temporary files
# at every start.
set -euo pipefail
cd "$(dirname "$0")/.."
unset "${!FOLDBASE_@}"
. scripts/jdk25.sh
. scripts/java-flags.sh
app=server/target/app
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$app"/{cli,entities,reset,serve}.aot "$app/native"

mkdir "$app/native"
driver=$(readlink -f "$app"/lib/sqlite-jdbc-*.jar)
library=org/sqlite/native/$("$JAVA_HOME/bin/java" -cp "$driver" org.sqlite.util.OSInfo)
(cd "$work" && "$JAVA_HOME/bin/jar" -xf "$driver" "$library")
cp "$work/$library"/* "$app/native"

for jar in "$app"/lib/{picocli,bcprov-jdk18on,hibernate-core}-*.jar; do
  "$JAVA_HOME/bin/java" scripts/CacheableJar.java "$jar" "$work/cacheable.jar"
  mv "$work/cacheable.jar" "$jar"
done

# Classes in a cache are all loaded when the JVM starts, so Hibernate has one of its own, for the few
# commands that read the entities, so has the reset, which makes maps and hashes passwords, and so have
# servers and workers.
rehearse() {
  local cache=$app/$1 log=$work/log
  shift
  "$JAVA_HOME/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$cache" \
    -Dfoldbase.home="$PWD" -Dorg.sqlite.lib.path="$app/native" -cp "$app/foldbase.jar" \
    org.foldbase.server.cli.Rehearsal "$work" "$@" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
  [ -s "$cache" ] || { echo "the JVM made no class cache" >&2; cat "$log" >&2; exit 1; }
}
flags=("${FOLDBASE_CLI_FLAGS[@]}")
flags=("${FOLDBASE_SERVE_FLAGS[@]}")
rehearse serve.aot serve
flags=("${FOLDBASE_CLI_FLAGS[@]}")
rehearse entities.aot entities
rehearse reset.aot reset
rehearse cli.aot
cp "$JAVA_HOME/release" "$app/jdk-release"
