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
    static TableSelection of(TableQuery query) {
        StringBuilder where = new StringBuilder(" WHERE user_id = (SELECT user_id FROM user WHERE name = ?)");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(query.user().value());
        for (TableQuery.Condition condition : query.conditions()) {
            where.append(" AND ").append(TableNames.quoted(condition.column())).append(comparison(condition));
            condition.values().forEach(value -> values.add(TableValues.stored(value)));
        }
        return new TableSelection(where.toString(), values);
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
    static String order(TableQuery query, TableSpec table) {
        String order = Stream.concat(
                        query.order().stream()
                                .map(by -> TableNames.quoted(by.column()) + (by.descending() ? " DESC" : "")),
                        table.primaryKey().stream().map(TableNames::quoted))
                .collect(Collectors.joining(", "));
        String limit = query.limit().isPresent() ? " LIMIT " + query.limit().getAsInt() : "";
        return (order.isEmpty() ? "" : " ORDER BY " + order) + limit;
    }
}
