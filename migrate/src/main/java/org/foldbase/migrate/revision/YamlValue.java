package org.foldbase.migrate.revision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foldbase.migrate.MigrationException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a file, read strictly: what is not expected is an error that names file, line and key.
 * Scalars are text as written, so {@code no} is not {@code false}.
 */
final class YamlValue {

    private final String file;
    private final Node node;

    YamlValue(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    MigrationException error(String what) {
        return new MigrationException(
                file + ", line " + (node.getStartMark().getLine() + 1) + ": " + what);
    }

    /** Whether the error already names a place in this file. */
    boolean locates(MigrationException error) {
        return String.valueOf(error.getMessage()).startsWith(file + ", line ");
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error("a plain value is expected");
    }

    List<YamlValue> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(n -> new YamlValue(file, n)).toList();
        }
        throw error("a list is expected");
    }

    List<String> texts() {
        return list().stream().map(YamlValue::text).toList();
    }

    boolean truth() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("true or false is expected, not '" + text() + "'");
        };
    }

    /** The entries, all of whose keys are among {@code known}. */
    Entries entries(Set<String> known) {
        Entries entries = entries();
        for (Map.Entry<String, YamlValue> entry : entries.values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .error(
                                "there is no key '"
                                        + entry.getKey()
                                        + "'; keys here are "
                                        + sorted(known));
            }
        }
        return entries;
    }

    Entries entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw error("keys and values are expected");
        }
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlValue(file, tuple.getKeyNode()).text();
            if (values.put(key, new YamlValue(file, tuple.getValueNode())) != null) {
                throw error("the key '" + key + "' occurs twice");
            }
        }
        return new Entries(this, values);
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    /** Keys with their values. */
    static final class Entries {
        private final YamlValue owner;
        private final Map<String, YamlValue> values;

        private Entries(YamlValue owner, Map<String, YamlValue> values) {
            this.owner = owner;
            this.values = values;
        }

        Set<String> keys() {
            return values.keySet();
        }

        Optional<YamlValue> find(String key) {
            return Optional.ofNullable(values.get(key));
        }

        YamlValue get(String key) {
            return find(key).orElseThrow(() -> owner.error("the key '" + key + "' is missing"));
        }

        String text(String key) {
            return get(key).text();
        }

        List<String> texts(String key) {
            return get(key).texts();
        }

        boolean truth(String key) {
            return find(key).map(YamlValue::truth).orElse(false);
        }
    }
}
