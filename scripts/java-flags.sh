# Sourced: how the foldbase command's JVM is started. The class cache is only used by a JVM with the
# flags and class path that it was made with, so the launcher and the build both take them from here.
# What the JVM itself has to say goes to stderr: stdout is for results.
FOLDBASE_CLI_FLAGS=(-Xlog:disable -Xlog:all=warning:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
# Commands talk for themselves: the drivers' and Hibernate's loggers say nothing, and cost nothing.
FOLDBASE_CLI_FLAGS+=(--enable-native-access=ALL-UNNAMED
  -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -Dslf4j.internal.verbosity=WARN
  -Dorg.jboss.logging.provider=slf4j)
# Picocli would open every jar of the class path in search of Groovy.
FOLDBASE_CLI_FLAGS+=(-Dpicocli.disable.closures=true)
