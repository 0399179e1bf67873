# Sourced: how the JVM of the foldbase command is started. A class cache is only used by a JVM with the
# flags and class path that it was made with, so the launcher and the build both take them from here.
# What the JVM itself has to say goes to stderr: stdout is for results.
flags=(-Xlog:disable -Xlog:all=warning:stderr --enable-native-access=ALL-UNNAMED
  -Dorg.jboss.logging.provider=slf4j)
# Picocli would open every jar of the class path in search of Groovy.
flags+=(-Dpicocli.disable.closures=true)

# Commands are short, and talk for themselves: the drivers' and Hibernate's loggers say nothing, and
# cost nothing.
silent=(-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -Dslf4j.internal.verbosity=WARN)
FOLDBASE_CLI_FLAGS=("${flags[@]}" "${silent[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)

# Commands that use the server's services, and its cache, which wants its garbage collector.
FOLDBASE_SERVICES_FLAGS=("${flags[@]}" "${silent[@]}" -XX:TieredStopAtLevel=1 -XX:+UseG1GC
  -Xlog:aot*=error:stderr)

# Servers and workers run for months, and log.
FOLDBASE_WORKER_FLAGS=("${flags[@]}" -XX:+UseG1GC -Xlog:aot*=error:stderr)

# A server's beans are those that the build wrote down.
FOLDBASE_SERVE_FLAGS=("${FOLDBASE_WORKER_FLAGS[@]}" -Dspring.aot.enabled=true)
