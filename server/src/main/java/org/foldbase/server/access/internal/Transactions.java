package org.foldbase.server.access.internal;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does work in a transaction: the caller's if there is one, so that hashing stays outside. */
@Component
class Transactions {

    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    Transactions(PlatformTransactionManager manager) {
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        writing = new TransactionTemplate(manager);
    }

    <T> T read(Supplier<T> work) {
        return in(reading, work);
    }

    <T> T write(Supplier<T> work) {
        return in(writing, work);
    }

    void run(Runnable work) {
        writing.executeWithoutResult(status -> work.run());
    }

    private static <T> T in(TransactionTemplate template, Supplier<T> work) {
        T result = template.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("no result");
        }
        return result;
    }
}
