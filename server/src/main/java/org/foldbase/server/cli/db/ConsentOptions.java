package org.foldbase.server.cli.db;

import java.util.Optional;
import org.foldbase.server.database.Consent;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.ProductionGuard;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a person agrees beforehand to what can't be taken back. */
final class ConsentOptions {

    @Option(
            names = "--force",
            description =
                    "Ask nothing. In prod this alone is never enough. Default: ask, or without a terminal refuse.")
    private boolean force;

    @Option(
            names = "--confirm-database",
            paramLabel = "NAME",
            description =
                    "The name of the database, or of its file, to confirm that it is meant; needed"
                            + " with --force in prod. Default: none.")
    private Optional<String> confirmDatabase;

    /** What stands before the command. */
    ProductionGuard guard(
            Settings settings, Environment environment, DatabaseAddress address, CommandSpec spec) {
        Question question = new Question(Talk.of(spec));
        Optional<Consent.Person> person =
                question.canBeAsked() ? Optional.of(question::ask) : Optional.empty();
        return new ProductionGuard(
                settings, environment, address, new Consent(force, confirmDatabase, person));
    }
}
