package org.foldbase.server.intake.web;

import java.io.IOException;
import java.util.Optional;
import me.desair.tus.server.HttpMethod;
import me.desair.tus.server.TusFileUploadService;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import me.desair.tus.server.upload.UploadLock;
import me.desair.tus.server.upload.UploadLockingService;
import me.desair.tus.server.util.TusServletRequest;
import me.desair.tus.server.util.TusServletResponse;
import org.foldbase.server.access.Actor;
import org.foldbase.server.intake.IntakeService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * One request of the tus protocol: the library knows headers, methods and their order, {@link
 * IntakeService} has the uploads. Docs: ADR 0010.
 */
final class TusProtocol extends TusFileUploadService {

    private Optional<ProblemDetail> refused = Optional.empty();

    TusProtocol(IntakeService intake, Actor actor) {
        withUploadUri(UploadApi.PATH);
        withUploadStorageService(new TusStorage(intake, actor));
        withUploadLockingService(new NoLocks());
        disableTusExtension("concatenation");
    }

    /** Why the request broke the protocol, if it did. */
    Optional<ProblemDetail> refused() {
        return refused;
    }

    @Override
    protected void processTusException(
            HttpMethod method,
            TusServletRequest request,
            TusServletResponse response,
            String ownerKey,
            TusException failure)
            throws IOException {
        TusServletResponse unsent =
                new TusServletResponse(response) {
                    @Override
                    public void sendError(int status, @Nullable String message) {
                        refused =
                                Optional.of(
                                        ProblemDetail.forStatusAndDetail(
                                                HttpStatusCode.valueOf(status),
                                                String.valueOf(message)));
                    }
                };
        super.processTusException(method, request, unsent, ownerKey, failure);
    }

    /** Uploads have turns, which no dead process can hold. */
    private static final class NoLocks implements UploadLockingService {

        @Override
        public UploadLock lockUploadByUri(String address) {
            return new UploadLock() {
                @Override
                public String getUploadUri() {
                    return address;
                }

                @Override
                public void release() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void cleanupStaleLocks() {}

        @Override
        public boolean isLocked(UploadId id) {
            return false;
        }

        @Override
        public void setIdFactory(UploadIdFactory factory) {}
    }
}
