package org.foldbase.server.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.shared.Listing;

/**
 * Which datasets a list has, in which order, and which page of them: those that fit everything that
 * is said.
 *
 * @param text part of the name, description, cell type, perturbation or protocol; case is ignored
 * @param page from 1
 * @param size rows a page, from 1 to {@link Listing#MAX_SIZE}
 */
public record DatasetFilter(
        Optional<DatasetType> type,
        OptionalLong assemblyId,
        OptionalLong ownerId,
        Optional<DatasetState> state,
        Optional<String> text,
        Sort sort,
        boolean descending,
        int page,
        int size) {

    /** The orders there are; rows that are alike in it are in the order in which they were made. */
    public enum Sort {
        NAME,
        TYPE,
        /** Those of one assembly together. */
        ASSEMBLY,
        /** Those of one owner together. */
        OWNER,
        STATE,
        CREATED,
        SIZE;

        /** As URLs have it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DatasetFilter {
        Listing.requirePage(page, size);
        text = text.map(String::strip).filter(it -> !it.isEmpty());
    }

    /** Whether it leaves anything out. */
    public boolean isNarrowed() {
        return type.isPresent()
                || assemblyId.isPresent()
                || ownerId.isPresent()
                || state.isPresent()
                || text.isPresent();
    }

    /** All that someone sees, the newest first. */
    public static DatasetFilter all() {
        return new DatasetFilter(
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.CREATED,
                true,
                1,
                Listing.DEFAULT_SIZE);
    }

    public DatasetFilter ofType(DatasetType wanted) {
        return new DatasetFilter(
                Optional.of(wanted),
                assemblyId,
                ownerId,
                state,
                text,
                sort,
                descending,
                page,
                size);
    }

    public DatasetFilter in(DatasetState wanted) {
        return new DatasetFilter(
                type, assemblyId, ownerId, Optional.of(wanted), text, sort, descending, page, size);
    }

    public DatasetFilter by(Sort order, boolean fromLast) {
        return new DatasetFilter(
                type, assemblyId, ownerId, state, text, order, fromLast, page, size);
    }

    public DatasetFilter with(Optional<String> wanted) {
        return new DatasetFilter(
                type, assemblyId, ownerId, state, wanted, sort, descending, page, size);
    }

    public DatasetFilter page(int number, int rows) {
        return new DatasetFilter(
                type, assemblyId, ownerId, state, text, sort, descending, number, rows);
    }
}
