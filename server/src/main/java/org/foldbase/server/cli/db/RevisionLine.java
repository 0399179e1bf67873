package org.foldbase.server.cli.db;

import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;

/** A revision in a line: id, date, message, and what is special about it. */
final class RevisionLine {

    private RevisionLine() {}

    static String of(Revision revision, Migrations migrations) {
        StringBuilder line = new StringBuilder();
        line.append(revision.id()).append("  ");
        line.append(revision.date()).append("  ");
        line.append(revision.message());
        if (migrations.heads().contains(revision)) {
            line.append(" (head)");
        }
        if (revision.parents().size() > 1) {
            line.append(" (merges ").append(String.join(", ", revision.parents())).append(")");
        }
        return line.toString();
    }
}
