package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.SqlValues;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Statements with values in the form that each database keeps them in. */
@Component
class TaskSql {

    private final JdbcTemplate jdbc;
    private final Backend backend;
    private final SqlValues values;

    TaskSql(DataSource dataSource, DatabaseAddress address) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.backend = address.backend();
        this.values = SqlValues.of(backend);
    }

    Backend backend() {
        return backend;
    }

    SqlValues values() {
        return values;
    }

    /** The SQL of a moment after the database's own time. */
    String in(Duration delay) {
        return values.ago(-delay.toMillis());
    }

    static String marks(Collection<?> parameters) {
        return "(" + String.join(", ", Collections.nCopies(parameters.size(), "?")) + ")";
    }

    int update(String sql, @Nullable Object... parameters) {
        return jdbc.update(sql, statement -> values.set(statement, parameters));
    }

    /** The same statement for each of the rows, in one go. */
    <T> void updateAll(String sql, List<T> rows, Function<T, @Nullable Object[]> parameters) {
        jdbc.batchUpdate(
                sql,
                rows,
                rows.size(),
                (statement, row) -> values.set(statement, parameters.apply(row)));
    }

    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return jdbc.query(sql, statement -> values.set(statement, parameters), mapper);
    }

    List<UUID> ids(String sql, @Nullable Object... parameters) {
        return query(sql, (row, at) -> values.uuid(row, "id").orElseThrow(), parameters);
    }
}
