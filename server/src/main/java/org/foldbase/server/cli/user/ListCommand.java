package org.foldbase.server.cli.user;

import java.util.ArrayList;
import java.util.List;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.cli.db.Json;
import org.foldbase.server.cli.db.JsonOption;
import org.foldbase.server.shared.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JsonGenerator;

/** Tells who there is. */
@Command(
        name = "list",
        description = {"List all users by name.", ""},
        footer =
                "%nFields of --json: users (name, role, active, hasPassword, email if there is one,"
                        + " createdAt).")
final class ListCommand extends UserTask {

    @Mixin private final JsonOption json = new JsonOption();

    @Override
    void run(Accounts accounts) {
        List<Account> users = new ArrayList<>();
        Listing<Account> page;
        do {
            page = accounts.list(operator(), users.size() / Listing.MAX_SIZE + 1, Listing.MAX_SIZE);
            users.addAll(page.rows());
        } while (page.page() < page.pages());
        if (json.isWanted()) {
            Json.object(out(), fields -> write(users, fields));
        } else if (users.isEmpty()) {
            say("There is no user yet; 'foldbase user add NAME --admin' adds the first.");
        } else {
            users.forEach(user -> out().println(line(user)));
        }
    }

    private static String line(Account user) {
        String state =
                !user.active() ? "disabled" : user.hasPassword() ? "active" : "no password yet";
        return "%-20s %-10s %-15s %s"
                .formatted(user.name(), user.role(), state, user.email().orElse(""))
                .stripTrailing();
    }

    private static void write(List<Account> users, JsonGenerator fields) {
        fields.writeArrayPropertyStart("users");
        for (Account user : users) {
            fields.writeStartObject();
            fields.writeStringProperty("name", user.name());
            fields.writeStringProperty("role", user.role().name());
            fields.writeBooleanProperty("active", user.active());
            fields.writeBooleanProperty("hasPassword", user.hasPassword());
            user.email().ifPresent(email -> fields.writeStringProperty("email", email));
            fields.writeStringProperty("createdAt", user.createdAt().toString());
            fields.writeEndObject();
        }
        fields.writeEndArray();
    }
}
