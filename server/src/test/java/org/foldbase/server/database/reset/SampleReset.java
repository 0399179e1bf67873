package org.foldbase.server.database.reset;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import org.foldbase.server.sample.SampleDatabase;
import org.foldbase.server.settings.Settings;

/** Sample data for tests of other packages. */
public final class SampleReset {

    private SampleReset() {}

    /** Resets dev with sample data. */
    public static void of(Settings settings) throws IOException, SQLException {
        ResettingProcess.run(settings, new SampleDatabase(Clock.systemUTC()), (name, moment) -> {});
    }
}
