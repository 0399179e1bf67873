package org.foldbase.server.dataset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.dataset.DatasetUse.Use;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;

/**
 * The datasets. Everything joins the caller's transaction, or has one of its own; every {@link
 * Refusal} says in a sentence what is in the way.
 */
public interface DatasetService {

    /** A dataset, whoever asks. */
    Optional<DatasetView> find(long id);

    /**
     * A dataset that someone may do this to.
     *
     * @throws Refusal there is none, or they may not
     */
    DatasetView require(Actor actor, Permission permission, long id);

    /**
     * Several of them in one statement, in the order of the ids.
     *
     * @throws Refusal one of them is not there, or they may not
     */
    List<DatasetView> require(Actor actor, Permission permission, Collection<Long> ids);

    /** Those that someone sees, in two statements. */
    Listing<DatasetView> list(Actor actor, DatasetFilter filter);

    /**
     * Its file. Call it outside transactions and right before the file is opened: one that is not
     * Foldbase's own is looked at again, and its dataset fails if it has changed.
     *
     * @throws Refusal it is not there, not under a permitted root any more, or has changed
     */
    Path file(DatasetView dataset);

    /**
     * Changes what people say of it.
     *
     * @throws Refusal there is none, they may not, or someone else changed it
     */
    DatasetView change(Actor actor, long id, DatasetChange change);

    /** Where it is in use. */
    List<Use> uses(long id);

    /**
     * Deletes it with all that was made of it; a MANAGED file goes to the trash, an EXTERNAL one
     * stays where it is.
     *
     * @param withUses whether it may go though it is in use
     * @throws Refusal they may not, it is in use, or work goes on that needs it
     */
    void delete(Actor actor, long id, boolean withUses);

    /** Makes a row, CHECKING. */
    DatasetView create(NewDataset dataset);

    /** The type that the file's first bytes tell. */
    void recognised(long id, DatasetType type);

    /** Says that the file is what it says it is: READY. */
    void ready(long id, CheckedFile file);

    /**
     * Says why the file can't be used: FAILED. Not changed if it is so already, or is gone.
     *
     * @param reason one sentence
     */
    void fail(long id, String reason);

    /**
     * Goes back to CHECKING, if it is not there already.
     *
     * @throws Refusal there is none
     */
    void checkAgain(long id);

    /**
     * The oldest READY dataset with the same content that the owner sees, or else nothing.
     *
     * @param sha256 of the content, in hexadecimal
     */
    Optional<DatasetView> sameContent(String sha256, long ownerId, long exceptId);

    /** FAILED regions of an owner for which no assembly was known. */
    List<DatasetView> waitingForAssembly(long ownerId);

    /** Bytes of an owner's MANAGED files. */
    long bytesOf(long ownerId);

    /** Takes a row away of which nothing was made; its file is the caller's. */
    void discard(long id);
}
