package org.foldbase.server.storage;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes the files of rows that are deleted. */
@Component
public class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private final FileRoot files;
    private final Clock clock;

    Trash(FileRoot files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Moves files to the trash when the present transaction is committed, and else never.
     *
     * @param paths as rows named them
     */
    public void onceCommitted(Collection<String> paths) {
        List<String> all = List.copyOf(paths);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        all.forEach(Trash.this::take);
                    }
                });
    }

    private void take(String path) {
        try {
            files.trash(path, clock.instant());
        } catch (IOException e) {
            LOG.warn("{} stays where it is, for 'foldbase db doctor'", path, e);
        }
    }
}
