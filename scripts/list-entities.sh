#!/usr/bin/env bash
# Writes META-INF/foldbase/entities, the names of the classes that are entities, into a folder of classes.
set -euo pipefail
classes=$1
. "$(dirname "$0")/jdk25.sh"
exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -classpath "$classes" \
  org.foldbase.server.database.EntityIndex "$classes"
