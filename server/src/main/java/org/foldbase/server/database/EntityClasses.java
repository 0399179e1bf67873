package org.foldbase.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The entities of every feature, by the list of names that the build writes. */
public final class EntityClasses {

    /** Where the list lies among the classes. */
    static final String LIST = "META-INF/foldbase/entities";

    private EntityClasses() {}

    /** All entity classes, sorted by name. */
    public static List<Class<?>> load() {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names()) {
            try {
                classes.add(Class.forName(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(
                        LIST + " names " + name + ", which is not there; build again", e);
            }
        }
        return classes;
    }

    private static List<String> names() {
        try (InputStream list = EntityClasses.class.getClassLoader().getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(
                        LIST + " is missing; 'mvn process-classes' writes it");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
