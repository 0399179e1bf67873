#!/usr/bin/env bash
# Sourced or run: exports JAVA_HOME of an installed JDK 25, or ends with a sentence that says what is missing.
foldbase_find_jdk25() {
  local home homes=("${JAVA_HOME:-}")
  while IFS= read -r home; do homes+=("$home"); done \
    < <(env | sed -n -E 's/^(JAVA|JDK)_?[0-9A-Z_]*HOME[0-9A-Z_]*=//p')
  for home in "${homes[@]}" \
      /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
      "$HOME"/.local/share/mise/installs/java/* "$HOME"/.gradle/jdks/* "$HOME"/.jenv/versions/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
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
