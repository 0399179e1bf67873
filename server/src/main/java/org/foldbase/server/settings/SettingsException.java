package org.foldbase.server.settings;

/** A setting that is unknown or has no sense; the message says where it stands. */
public final class SettingsException extends RuntimeException {

    public SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
