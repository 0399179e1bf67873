# Sourced: how the foldbase command's JVM is started. The class cache is only used by a JVM with the
# flags and class path that it was made with, so the launcher and the build both take them from here.
FOLDBASE_CLI_FLAGS=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
