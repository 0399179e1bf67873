package org.foldbase.server.settings;

/**
 * A value and where it was found.
 *
 * @param place a flag, an environment variable, or a file and line, for messages
 */
record SettingValue(String text, String place) {}
