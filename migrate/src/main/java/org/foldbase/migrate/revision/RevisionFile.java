package org.foldbase.migrate.revision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Sha256;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A revision as YAML text, and back. */
final class RevisionFile {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
    private static final Set<String> KEYS =
            Set.of("revision", "follows", "replaces", "message", "date", "up", "down", "snapshot");

    private RevisionFile() {}

    static String write(Revision revision) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("revision", revision.id());
        keys.put("follows", revision.parents());
        if (!revision.replaces().isEmpty()) {
            keys.put("replaces", revision.replaces());
        }
        keys.put("message", revision.message());
        keys.put("date", revision.date().toString());
        // Lists of their own: one that is there twice would be written as an alias.
        keys.put("up", new ArrayList<>(OperationWriter.operations(revision.up())));
        keys.put("down", new ArrayList<>(OperationWriter.operations(revision.down())));
        keys.put("snapshot", revision.snapshot());
        return yaml().dump(keys);
    }

    static Revision read(String file, String text) {
        Optional<Node> root;
        try {
            root = Optional.ofNullable(compose(text));
        } catch (YAMLException e) {
            throw new MigrationException(file + " is no YAML: " + e.getMessage(), e);
        }
        YamlValue.Entries keys =
                root.map(node -> new YamlValue(file, node).entries(KEYS))
                        .orElseThrow(() -> new MigrationException(file + " is empty"));
        String id = keys.text("revision");
        if (!ID.matcher(id).matches()) {
            throw keys.get("revision")
                    .error("a revision has 12 hexadecimal digits, not '" + id + "'");
        }
        return new Revision(
                id,
                keys.texts("follows"),
                keys.find("replaces").map(YamlValue::texts).orElse(List.of()),
                keys.text("message"),
                date(keys.get("date")),
                OperationReader.operations(keys.get("up")),
                OperationReader.operations(keys.get("down")),
                keys.text("snapshot"),
                checksum(text));
    }

    private static Instant date(YamlValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeParseException e) {
            MigrationException error =
                    value.error(
                            "a date is written 2026-11-21T08:00:00Z, not '" + value.text() + "'");
            error.initCause(e);
            throw error;
        }
    }

    /** The same for a checkout with other line ends. */
    static String checksum(String text) {
        return Sha256.of(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The id follows from the content, so that two machines give the same one. */
    static String idOf(
            List<String> parents,
            List<String> replaces,
            String message,
            Instant date,
            String snapshot) {
        String content =
                String.join(
                        "\n",
                        String.join(",", parents) + String.join("+", replaces),
                        message,
                        date.toString(),
                        snapshot);
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /**
     * The nodes alone: {@link Yaml}'s constructors of objects would look for a logger everywhere.
     */
    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Composer(
                        new ParserImpl(new StreamReader(text), options), new Resolver(), options)
                .getSingleNode();
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(100);
        options.setSplitLines(false);
        return new Yaml(new Representer(options), options);
    }
}
