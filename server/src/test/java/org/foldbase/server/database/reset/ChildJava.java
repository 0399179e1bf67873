package org.foldbase.server.database.reset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with this one's classes, which starts quickly. */
public final class ChildJava {

    private ChildJava() {}

    /** One that runs a class's main method. */
    public static ProcessBuilder of(Class<?> main, String... args) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}
