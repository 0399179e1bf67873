package org.foldbase.server.task.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.foldbase.server.storage.FileRoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The server's files, as long as this process sees them: it may be on another machine. */
@Component
class SeenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SeenFiles.class);

    private final ObjectProvider<FileRoot> files;
    private final AtomicBoolean missed = new AtomicBoolean();

    SeenFiles(ObjectProvider<FileRoot> files) {
        this.files = files;
    }

    /** Nothing, which it says once, while they are not here. */
    Optional<FileRoot> look() {
        FileRoot root = files.getObject();
        if (!root.isMarked()) {
            if (missed.compareAndSet(false, true)) {
                LOG.warn(
                        "no server has marked {}, so no task is taken yet; is the data directory of"
                                + " the server mounted here?",
                        root.folder());
            }
            return Optional.empty();
        }
        if (missed.compareAndSet(true, false)) {
            LOG.info("{} is here now", root.folder());
        }
        return Optional.of(root);
    }
}
