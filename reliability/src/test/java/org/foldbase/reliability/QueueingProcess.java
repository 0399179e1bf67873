package org.foldbase.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.UUID;

/** A server's part of the queue in another process: it queues what it is told to. */
final class QueueingProcess implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    QueueingProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    UUID enqueue(int workMs) throws IOException {
        in.write(workMs + "\n");
        in.flush();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(QueueProcess.QUEUED)) {
                return UUID.fromString(line.substring(QueueProcess.QUEUED.length()));
            }
        }
        throw new ProofFailure("the process that queues has died");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
