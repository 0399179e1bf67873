package org.foldbase.reliability;

import java.io.IOException;

/** Signals that Java has no method for. */
enum Signal {
    STOP,
    CONT,
    INT;

    void send(Process process) throws IOException {
        Process kill =
                new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new ProofFailure("there is no process " + process.pid() + " any more");
        }
    }
}
