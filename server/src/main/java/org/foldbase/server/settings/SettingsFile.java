package org.foldbase.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads foldbase.yaml: nested keys, every one known, every value with its line. */
final class SettingsFile {

    private final Path file;
    private final Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);

    private SettingsFile(Path file) {
        this.file = file;
    }

    static Map<Setting, SettingValue> read(Path file) {
        SettingsFile read = new SettingsFile(file);
        try (var text = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root != null && !root.getTag().equals(Tag.NULL)) {
                read.add("", root);
            }
        } catch (MarkedYAMLException e) {
            throw new SettingsException(
                    file + ":" + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem(), e);
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read: " + e, e);
        }
        return read.values;
    }

    private void add(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, (prefix.isEmpty() ? "the file" : prefix) + " is not a map of keys");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                throw wrong(entry.getKeyNode(), "a key is a word");
            }
            String key = prefix.isEmpty() ? name.getValue() : prefix + "." + name.getValue();
            Setting setting = Setting.ofKey(key).orElse(null);
            if (setting == null && entry.getValueNode() instanceof MappingNode) {
                add(key, entry.getValueNode());
            } else if (setting == null) {
                throw wrong(
                        name,
                        "unknown key '" + key + "'; did you mean " + Setting.nearestKey(key) + "?");
            } else {
                put(setting, entry.getValueNode());
            }
        }
    }

    private void put(Setting setting, Node node) {
        if (!(node instanceof ScalarNode value) || node.getTag().equals(Tag.NULL)) {
            throw wrong(node, setting.key() + " needs one value");
        }
        if (values.containsKey(setting)) {
            throw wrong(node, setting.key() + " is there twice");
        }
        values.put(setting, new SettingValue(value.getValue(), place(node)));
    }

    private SettingsException wrong(Node node, String what) {
        return new SettingsException(place(node) + ": " + what);
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
