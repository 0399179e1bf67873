# Sourced: how the foldbase command's JVM is started. The class cache is only used by a JVM with the
# flags and class path that it was made with, so the launcher and the build both take them from here.
# What the JVM itself has to say goes to stderr: stdout is for results.
FOLDBASE_CLI_FLAGS=(-Xlog:disable -Xlog:all=warning:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
