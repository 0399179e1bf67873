# Sourced: exports JAVA_HOME of an installed JDK 25, or ends with a sentence that says what is missing.
foldbase_find_jdk25() {
  local home
  for home in "${JAVA_HOME:-}" "${JAVA_HOME_25:-}" "${JDK25_HOME:-}" \
      /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
      /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/javac" ] && [ -f "$home/release" ] \
        && grep -q '^JAVA_VERSION="25[".]' "$home/release"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME=$(foldbase_find_jdk25); then
  echo "Foldbase needs a JDK 25 and found none: install one (Eclipse Temurin 25, say) or set JAVA_HOME to it." >&2
  exit 4
fi
export JAVA_HOME
