package org.foldbase.server.database;

import org.foldbase.server.database.Consent.Person;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/**
 * What stands before a command that drops or replaces rows. In prod it takes the server's permit
 * and two confirmations; elsewhere an answer of yes, or force.
 */
public final class ProductionGuard {

    private final Settings settings;
    private final Environment environment;
    private final DatabaseAddress address;
    private final Consent consent;

    public ProductionGuard(
            Settings settings, Environment environment, DatabaseAddress address, Consent consent) {
        this.settings = settings;
        this.environment = environment;
        this.address = address;
        this.consent = consent;
    }

    /**
     * Refuses, before anything is asked, what no answer could permit.
     *
     * @param what is to be done, such as {@code reset}
     */
    public void requirePermit(String what) {
        if (environment == Environment.PROD) {
            if (!settings.allowProductionReset()) {
                throw DatabaseException.refused(
                        what
                                + " of prod is switched off; who runs this server may permit it by"
                                + " 'allow-production-reset: true' in "
                                + settings.configFile());
            }
            consent.confirmedDatabase()
                    .filter(name -> !name.equals(address.shortName()))
                    .ifPresent(name -> {
                        throw DatabaseException.refused(
                                "--confirm-database says "
                                        + name
                                        + ", but the database of prod is "
                                        + address.shortName()
                                        + " ("
                                        + address
                                        + ")");
                    });
            if (consent.person().isEmpty() || consent.force()) {
                requireSaidBeforehand(what);
            }
        } else if (consent.person().isEmpty() && !consent.force()) {
            throw DatabaseException.refused(
                    what
                            + " of "
                            + environment
                            + " needs a yes and there is no terminal to ask at; with --force it is"
                            + " not asked");
        }
    }

    private void requireSaidBeforehand(String what) {
        if (!consent.force() || consent.confirmedDatabase().isEmpty()) {
            throw DatabaseException.refused(
                    what
                            + " of prod without questions needs both --force and --confirm-database "
                            + address.shortName());
        }
    }

    /** Asks where that is needed; refuses if the answer is not the right one. */
    public void requireConfirmation(String what) {
        requirePermit(what);
        if (consent.force()) {
            return;
        }
        Person person = consent.person().orElseThrow();
        if (environment != Environment.PROD) {
            require(consent.isYes(person, "Go on with " + what + " of " + address + "?"));
            return;
        }
        require(
                person.ask("Type the name of the database to go on with " + what + ": ")
                        .equals(address.shortName()));
        String phrase = phrase(what);
        require(person.ask("Type '" + phrase + "': ").equals(phrase));
    }

    /** What a person types, beside the database's name, to agree to it in prod. */
    public static String phrase(String what) {
        return "yes, " + what + " production";
    }

    private static void require(boolean agreed) {
        if (!agreed) {
            throw DatabaseException.refused("not confirmed; nothing was changed");
        }
    }
}
