package org.foldbase.server.task.internal;

import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The adapter that the settings ask for. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    Dispatch dispatch(
            Settings settings,
            TaskTable table,
            DatabaseAddress address,
            PlatformTransactionManager transactions,
            ObjectProvider<FileRoot> files) {
        DatabaseDispatch database = new DatabaseDispatch(table, address, transactions);
        return settings.redis()
                .<Dispatch>map(redis ->
                        RedisDispatch.connect(
                                redis, files.getObject().dbUuid(), database, table, transactions))
                .orElse(database);
    }
}
