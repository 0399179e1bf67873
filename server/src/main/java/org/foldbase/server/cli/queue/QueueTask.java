package org.foldbase.server.cli.queue;

import org.foldbase.server.cli.db.LocalServer;
import org.foldbase.server.cli.db.ServicesCommand;
import org.foldbase.server.task.QueueControl;
import org.springframework.beans.factory.BeanFactory;

/** A command about queues. It runs no task, but knows all kinds: each is told how its tasks end. */
abstract class QueueTask extends ServicesCommand {

    QueueTask() {
        super(LocalServer.FEATURES);
    }

    /** Does it. */
    abstract void run(QueueControl queues);

    @Override
    protected final void run(BeanFactory services) {
        run(services.getBean(QueueControl.class));
    }
}
