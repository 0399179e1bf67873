package org.foldbase.server.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the table of routes.
 *
 * @param name method and pattern, as the application has them: {@code GET /datasets/{id}}
 * @param kind what {@code {id}} stands for; empty if there is none
 * @param request query, form fields or JSON
 */
record Route(String name, Rule rule, String kind, String request, Map<String, String> headers) {

    static Route parse(String line) {
        List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        String[] rule = columns.get(1).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        if (columns.size() > 3 && !columns.get(3).isEmpty()) {
            for (String header : columns.get(3).split(",", -1)) {
                String[] parts = header.split(":", 2);
                headers.put(parts[0].strip(), parts[1].strip());
            }
        }
        return new Route(
                columns.get(0),
                Rule.valueOf(rule[0].toUpperCase(Locale.ROOT)),
                rule.length > 1 ? rule[1].strip() : "",
                columns.size() > 2 ? columns.get(2) : "",
                headers);
    }

    String method() {
        String method = name.substring(0, name.indexOf(' '));
        return method.equals("ANY") ? "GET" : method;
    }

    private String pattern() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** The path and query that are asked for. */
    String path(String id) {
        String path = pattern().replace("{id}", id).replace("**", "ping");
        for (Map.Entry<String, String> field : fields().entrySet()) {
            path = path.replace("{" + field.getKey() + "}", field.getValue());
        }
        return request.startsWith("?") ? path + request : path;
    }

    Optional<String> json() {
        return request.startsWith("{") ? Optional.of(request) : Optional.empty();
    }

    /** Fields of a form; those that the pattern has are parts of the path instead. */
    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>(fields());
        form.keySet().removeIf(field -> pattern().contains("{" + field + "}"));
        return form;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (!request.isEmpty() && !request.startsWith("?") && json().isEmpty()) {
            for (String field : request.split("&", -1)) {
                String[] parts = field.split("=", 2);
                fields.put(parts[0], parts[1]);
            }
        }
        return fields;
    }

    @Override
    public String toString() {
        return name;
    }
}
