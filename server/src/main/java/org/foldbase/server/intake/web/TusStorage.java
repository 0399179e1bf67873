package org.foldbase.server.intake.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import me.desair.tus.server.upload.UploadInfo;
import me.desair.tus.server.upload.UploadLockingService;
import me.desair.tus.server.upload.UploadStorageService;
import me.desair.tus.server.upload.concatenation.UploadConcatenationService;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.NewUpload;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** Lets the library of the tus protocol keep uploads where Foldbase keeps them, for one request. */
final class TusStorage implements UploadStorageService {

    private final IntakeService intake;
    private final Actor actor;

    TusStorage(IntakeService intake, Actor actor) {
        this.intake = intake;
        this.actor = actor;
    }

    @Override
    public @Nullable UploadInfo getUploadInfo(String address, String ownerKey) {
        return id(address).map(id -> info(intake.require(actor, id))).orElse(null);
    }

    @Override
    public UploadInfo getUploadInfo(UploadId id) {
        return info(intake.require(actor, id(id)));
    }

    /** The id at the end of an upload's address; the address of all uploads has none. */
    static Optional<UUID> id(String address) {
        String last = address.substring(address.lastIndexOf('/') + 1);
        try {
            return last.length() == 36 ? Optional.of(UUID.fromString(last)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UUID id(UploadId id) {
        return UUID.fromString(id.toString());
    }

    private static UploadInfo info(UploadView upload) {
        UploadInfo info = new UploadInfo();
        info.setId(new UploadId(upload.id()));
        info.setOwnerKey(Long.toString(upload.ownerId()));
        info.setOffset(upload.offset());
        upload.lengthBytes().ifPresent(info::setLength);
        return info;
    }

    @Override
    public String getUploadUri() {
        return UploadApi.PATH;
    }

    @Override
    public UploadInfo create(UploadInfo info, String ownerKey) {
        return info(intake.begin(actor, asked(info)));
    }

    private static NewUpload asked(UploadInfo info) {
        Map<String, String> said;
        try {
            said = info.getMetadata();
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Kind.INVALID, "Upload-Metadata is not in Base64.", e);
        }
        if (info.getLength() == null) {
            throw Refusal.invalid("The file is empty.");
        }
        return new NewUpload(
                Optional.ofNullable(said.get("filename")).orElse(""),
                OptionalLong.of(info.getLength()),
                visibility(Optional.ofNullable(said.get("visibility")).orElse("private")),
                Optional.ofNullable(said.get("assembly")),
                "true".equals(said.get("keepCopy")));
    }

    static Visibility visibility(String text) {
        try {
            return Visibility.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Refusal.Kind.INVALID, "The visibility is private, shared or public.", e);
        }
    }

    @Override
    public UploadInfo append(UploadInfo info, InputStream bytes) throws IOException {
        return info(intake.append(actor, id(info.getId()), info.getOffset(), bytes));
    }

    @Override
    public void removeLastNumberOfBytes(UploadInfo info, long count) throws IOException {
        if (count > 0) {
            UUID id = id(info.getId());
            intake.cut(actor, id, Math.max(0, intake.require(actor, id).offset() - count));
        }
    }

    @Override
    public void terminateUpload(UploadInfo info) throws IOException {
        intake.cancel(actor, id(info.getId()));
    }

    /** The service keeps the moment of expiry itself. */
    @Override
    public void update(UploadInfo info) {}

    @Override
    public Long getUploadExpirationPeriod() {
        return intake.expiry().toMillis();
    }

    /** The service says which file is too large, in a sentence. */
    @Override
    public long getMaxUploadSize() {
        return 0;
    }

    @Override
    public void setMaxUploadSize(@Nullable Long bytes) {}

    @Override
    public void setUploadExpirationPeriod(@Nullable Long ms) {}

    @Override
    public void setIdFactory(UploadIdFactory factory) {}

    @Override
    public void setUploadConcatenationService(UploadConcatenationService service) {}

    @Override
    public UploadConcatenationService getUploadConcatenationService() {
        throw new UnsupportedOperationException("uploads are not put together");
    }

    @Override
    public InputStream getUploadedBytes(String address, String ownerKey) {
        throw new UnsupportedOperationException("uploads are not read");
    }

    @Override
    public InputStream getUploadedBytes(UploadId id) {
        throw new UnsupportedOperationException("uploads are not read");
    }

    @Override
    public void copyUploadTo(UploadInfo info, OutputStream to) {
        throw new UnsupportedOperationException("uploads are not read");
    }

    @Override
    public void cleanupExpiredUploads(UploadLockingService locks) {
        throw new UnsupportedOperationException("the server sweeps");
    }
}
