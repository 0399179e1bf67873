package org.foldbase.server.settings;

/**
 * How one environment's database is reached.
 *
 * @param url as it was given; may hold a password, so it is never shown
 * @param user nothing if the URL has it, or none is needed
 * @param password nothing if the URL has it, or none is needed
 * @param place where the URL was found, for messages
 */
public record DatabaseSettings(String url, String user, String password, String place) {

    static final String DEFAULT_PLACE = "the default";

    /** Whether nobody said where this database is. */
    public boolean isDefault() {
        return place.equals(DEFAULT_PLACE);
    }

    /** Whether it was given for whichever environment is the current one. */
    public boolean isForCurrentOnly() {
        return place.equals(Setting.DATABASE_URL.flag())
                || Setting.DATABASE_URL.variable().filter(place::equals).isPresent();
    }

    /** Without the URL and the password. */
    @Override
    public String toString() {
        return "database from " + place;
    }
}
