package org.foldbase.server.task.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.stream.Stream;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.PermanentFailure;

/** What failures mean: to people, and to whoever might try again. */
final class Reasons {

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_PRIMARY_CODE = 0xFF;

    private Reasons() {}

    /** Whether the failure's message was written for people. */
    static boolean isForPeople(Throwable failure) {
        return failure instanceof PermanentFailure || failure instanceof Refusal;
    }

    /** One sentence, without paths of this machine or SQL. */
    static String sentence(Throwable failure) {
        return switch (failure) {
            case PermanentFailure permanent -> String.valueOf(permanent.getMessage());
            case Refusal refusal -> refusal.sentence();
            case OutOfMemoryError _ -> "The worker has too little memory for this.";
            case IOException full when isDiskFull(full) ->
                    "The disk is full: what was computed could not be written.";
            case FileSystemException file when file.getReason() != null ->
                    "A file could not be read or written: " + file.getReason() + ".";
            default ->
                    "An unexpected error (%s); the worker's log has it under this task's id."
                            .formatted(failure.getClass().getSimpleName());
        };
    }

    /** As the kernel says it, which Java passes on as text alone. */
    private static boolean isDiskFull(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return said.contains("No space left on device") || said.contains("Disk quota exceeded");
    }

    /** Whether the database may soon do what it did not do now. */
    static boolean isPassing(Throwable failure) {
        return Stream.iterate(
                        Optional.of(failure),
                        Optional::isPresent,
                        it -> it.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(Reasons::isPassingItself);
    }

    private static boolean isPassingItself(Throwable failure) {
        return switch (failure) {
            case DatabaseException database ->
                    database.kind() == DatabaseException.Kind.UNAVAILABLE;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLException sql -> {
                String state = String.valueOf(sql.getSQLState());
                yield state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("57P")
                        || isBusy(sql);
            }
            default -> false;
        };
    }

    /** SQLite has no states of SQL. */
    private static boolean isBusy(SQLException failure) {
        return failure.getSQLState() == null
                && (failure.getErrorCode() & SQLITE_PRIMARY_CODE) == SQLITE_BUSY;
    }
}
