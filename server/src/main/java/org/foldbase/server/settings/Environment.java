package org.foldbase.server.settings;

import java.util.Locale;

/** What a database is for. Each environment has a database of its own. */
public enum Environment {
    DEV,
    TEST,
    PROD;

    /** The environment of that name: {@code dev}, {@code test} or {@code prod}. */
    public static Environment of(String name) {
        for (Environment environment : values()) {
            if (environment.key().equals(name)) {
                return environment;
            }
        }
        throw new SettingsException(
                "there is no environment '" + name + "'; there are dev, test and prod");
    }

    /** As people and settings write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return key();
    }
}
