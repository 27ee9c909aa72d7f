package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableSpec;
import org.jspecify.annotations.Nullable;

/**
 * The part of a statement that says which rows are meant.
 *
 * @param where begins with WHERE
 * @param values bound to its parameters, in their order
 */
record TableSelection(String where, List<@Nullable Object> values) {
    static TableSelection of(TableQuery query, String table) {
        StringBuilder where =
                new StringBuilder(" WHERE " + table + ".user_id = (SELECT user_id FROM user WHERE name = ?)");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(query.user().value());
        for (TableQuery.Condition condition : query.conditions()) {
            where.append(" AND ").append(column(table, condition.column())).append(comparison(condition));
            condition.values().forEach(value -> values.add(TableValues.stored(value)));
        }
        return new TableSelection(where.toString(), values);
    }

    /** With its table: SQLite takes a quoted name that is no column for a text, but not one that is qualified. */
    static String column(String table, String name) {
        return table + "." + TableNames.quoted(name);
    }

    private static String comparison(TableQuery.Condition condition) {
        return switch (condition.comparison()) {
            case ONE_OF ->
                " IN ("
                        + String.join(
                                ", ", Collections.nCopies(condition.values().size(), "?")) + ")";
            case AT_LEAST -> " >= ?";
            case LESS -> " < ?";
            case AT_MOST -> " <= ?";
        };
    }

    /** What follows it in a query. The primary key comes last, so that the order is the same always. */
    static String order(TableQuery query, TableSpec spec, String table) {
        String order = Stream.concat(
                        query.order().stream().map(by -> column(table, by.column()) + (by.descending() ? " DESC" : "")),
                        spec.primaryKey().stream().map(key -> column(table, key)))
                .collect(Collectors.joining(", "));
        String limit = query.limit().isPresent() ? " LIMIT " + query.limit().getAsInt() : "";
        return (order.isEmpty() ? "" : " ORDER BY " + order) + limit;
    }
}
