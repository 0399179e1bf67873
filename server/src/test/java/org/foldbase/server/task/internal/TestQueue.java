package org.foldbase.server.task.internal;

import java.nio.file.Path;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestRedis;

/** The queue on each database, and by way of a Redis. */
enum TestQueue {
    SQLITE(TestDatabase.SQLITE),
    POSTGRESQL(TestDatabase.POSTGRESQL),
    MARIADB(TestDatabase.MARIADB),
    POSTGRESQL_AND_REDIS(TestDatabase.POSTGRESQL);

    final TestDatabase database;

    TestQueue(TestDatabase database) {
        this.database = database;
    }

    /** One on a database that nobody else uses. */
    Settings fresh(Path dataDir) {
        return this == POSTGRESQL_AND_REDIS
                ? TaskBeans.fresh(database, dataDir, TestRedis.shared().url())
                : TaskBeans.fresh(database, dataDir);
    }
}
