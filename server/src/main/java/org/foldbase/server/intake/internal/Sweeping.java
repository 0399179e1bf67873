package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends what a crash left between a whole upload and its dataset, and forgets expired uploads. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Lazy(false)
class Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

    private final Uploads uploads;
    private final UploadFiles files;
    private final StoredIntake intake;
    private final Clock clock;
    private final Instant started;

    Sweeping(Uploads uploads, UploadFiles files, StoredIntake intake, Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.intake = intake;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** A while after the start, which has enough to do. */
    @Scheduled(initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void finishWhole() {
        finishWhole(started);
    }

    /**
     * Makes datasets of the uploads of which every byte is there.
     *
     * @param begunBefore those of later may be in the hands of a request, which may refuse them
     */
    void finishWhole(Instant begunBefore) {
        for (Upload upload : uploads.findByFilePathIsNotNullAndCreatedAtBefore(begunBefore)) {
            long came = files.wholeSize(upload.id, Objects.requireNonNull(upload.filePath));
            if (upload.lengthBytes != null && upload.lengthBytes == came) {
                try {
                    intake.finish(upload);
                } catch (IOException e) {
                    LOG.warn("upload {} waits for the next start: {}", upload.id, e.toString());
                }
            }
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        for (Upload upload : uploads.findByExpiresAtBefore(clock.instant())) {
            try {
                intake.forget(upload);
            } catch (IOException e) {
                LOG.warn("upload {} is not deleted yet: {}", upload.id, e.toString());
            }
        }
    }
}
