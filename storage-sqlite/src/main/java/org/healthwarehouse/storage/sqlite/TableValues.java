package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.jspecify.annotations.Nullable;

/** How values of rows stand in the columns. */
final class TableValues {
    private static final String LIST = "list";
    private static final String BEFORE_LIST = "{\"" + LIST + "\":";

    private TableValues() {}

    static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return moment.toEpochMilli();
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Attributes json) {
            return json.toJson();
        }
        return value instanceof List<?> list ? array(list) : value;
    }

    /** Only an object can be written as JSON, so the list is cut out of one. */
    private static String array(List<?> list) {
        String object = Attributes.of(Map.of(LIST, list)).toJson();
        return object.substring(BEFORE_LIST.length(), object.length() - 1);
    }

    /** The current row of a result whose columns are those of the table. */
    static TableRow read(ResultSet result, TableSpec table) throws SQLException {
        TableRow row = TableRow.EMPTY;
        for (int i = 0; i < table.columns().size(); i++) {
            Object value = read(result, i + 1, table.columns().get(i));
            if (value != null) {
                row = row.with(table.columns().get(i).name(), value);
            }
        }
        return row;
    }

    private static @Nullable Object read(ResultSet result, int place, ColumnSpec column) throws SQLException {
        if (result.getObject(place) == null) {
            return null;
        }
        return switch (column.kind()) {
            case TEXT, CHOICE -> result.getString(place);
            case INTEGER -> result.getLong(place);
            case NUMBER -> result.getDouble(place);
            case BOOLEAN -> result.getLong(place) != 0;
            case INSTANT -> Columns.instant(result, place);
            case DATE -> LocalDate.parse(result.getString(place));
            case JSON -> Attributes.parse(result.getString(place));
            case TEXTS -> list(result.getString(place));
        };
    }

    private static Object list(String array) {
        return Objects.requireNonNull(
                Attributes.parse(BEFORE_LIST + array + "}").asMap().get(LIST));
    }
}
