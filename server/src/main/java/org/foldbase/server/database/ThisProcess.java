package org.foldbase.server.database;

/** This process, as others are told of it. */
public record ThisProcess(String host, long pid) {

    public static ThisProcess here() {
        return new ThisProcess(ProcessRegistry.host(), ProcessHandle.current().pid());
    }

    @Override
    public String toString() {
        String name = host.substring(0, Math.min(host.length(), 100));
        return name + ":" + pid;
    }
}
