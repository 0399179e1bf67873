package org.foldbase.server.web;

import java.io.IOException;
import org.foldbase.server.storage.FileRoot;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Marks the server's data directory, so that workers elsewhere can tell whether they see it. */
@Component
@Lazy(false)
class FilesHere {

    FilesHere(FileRoot files) throws IOException {
        files.mark();
    }
}
