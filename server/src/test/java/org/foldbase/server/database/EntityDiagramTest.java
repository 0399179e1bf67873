package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** docs/entities.md is drawn from the migrations. */
class EntityDiagramTest {

    @Test
    void theDrawingOfTheTablesIsTheTruth() throws IOException {
        Path file = Path.of("..", "docs", "entities.md");
        String drawn = page(Migrations.load(TestDatabase.MIGRATIONS).snapshot());
        if (Boolean.getBoolean("foldbase.update-docs")) {
            Files.writeString(file, drawn);
        } else {
            assertThat(file)
                    .as("draw it anew with -Dfoldbase.update-docs=true")
                    .exists()
                    .hasContent(drawn);
        }
    }

    private static String page(Schema schema) {
        List<String> lines = new ArrayList<>();
        lines.add("# Tables");
        lines.add("");
        lines.add(
                "Drawn by `EntityDiagramTest` from the migrations. PK: primary key; UK: occurs once;");
        lines.add(
                "FK: refers to a row of another table. An arrow says what a row does when the row it");
        lines.add("refers to is deleted: `no action` refuses that, `cascade` deletes the row too,");
        lines.add(
                "`set null` forgets the reference. What becomes of files is said in the entities.");
        lines.add("");
        lines.add("```mermaid");
        lines.add("erDiagram");
        for (Table table : schema.tables()) {
            lines.add("    " + table.name() + " {");
            table.columns().forEach(column -> lines.add("        " + drawn(table, column)));
            lines.add("    }");
        }
        for (Table table : schema.tables()) {
            table.foreignKeys().forEach(key -> lines.add("    " + drawn(table, key)));
        }
        lines.add("```");
        lines.add("");
        lines.add("Values that occur once in combination:");
        lines.add("");
        for (Table table : schema.tables()) {
            for (Unique unique : table.uniques()) {
                if (unique.columns().size() > 1) {
                    lines.add("- `" + table.name() + "`: " + String.join(", ", unique.columns()));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String drawn(Table table, Column column) {
        List<String> keys = new ArrayList<>();
        if (table.primaryKey().contains(column.name())) {
            keys.add("PK");
        }
        if (table.foreignKeys().stream().anyMatch(it -> it.columns().contains(column.name()))) {
            keys.add("FK");
        }
        if (table.uniques().stream().anyMatch(it -> it.columns().equals(List.of(column.name())))) {
            keys.add("UK");
        }
        return List.of(
                        column.type().toString(),
                        column.name(),
                        String.join(", ", keys),
                        column.nullable() ? "\"optional\"" : "")
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String drawn(Table table, ForeignKey key) {
        boolean optional =
                table.columns().stream()
                        .anyMatch(it -> it.nullable() && key.columns().contains(it.name()));
        return "%s %s--o{ %s : \"%s: %s\""
                .formatted(
                        key.targetTable(),
                        optional ? "|o" : "||",
                        table.name(),
                        String.join(", ", key.columns()),
                        key.onDelete().sql());
    }
}
