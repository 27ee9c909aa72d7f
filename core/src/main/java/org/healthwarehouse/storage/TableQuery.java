package org.healthwarehouse.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;

/**
 * Which rows of one table and user are meant, in which order, and how many at most. A row that has no value in a column
 * meets no condition on it. Without an order of its own it is that of the primary key; rows without a value come first.
 *
 * @param user whose rows
 * @param table of which table
 * @param conditions all of which a row meets
 * @param order by which columns, the first one first
 * @param limit how many rows at most
 */
public record TableQuery(UserId user, String table, List<Condition> conditions, List<Order> order, OptionalInt limit) {
    private static final int MOST_VALUES = 1_000;

    /** Copies the lists. */
    public TableQuery {
        conditions = List.copyOf(conditions);
        order = List.copyOf(order);
    }

    /** All rows of the user in the table. */
    public static TableQuery of(UserId user, String table) {
        return new TableQuery(user, table, List.of(), List.of(), OptionalInt.empty());
    }

    /** Those of them that have the value in the column. */
    public TableQuery where(String column, Object value) {
        return whereOneOf(column, List.of(value));
    }

    /**
     * Those of them that have one of the values in the column.
     *
     * @throws InvalidParameterException if there are more than 1,000 values
     */
    public TableQuery whereOneOf(String column, Collection<?> values) {
        if (values.size() > MOST_VALUES) {
            throw new InvalidParameterException(
                    "number of values of " + column, values.size(), "must not exceed " + MOST_VALUES, "ask in parts");
        }
        return condition(column, Comparison.ONE_OF, values);
    }

    /** Those of them whose value in the column is that or a later or greater one. */
    public TableQuery from(String column, Object value) {
        return condition(column, Comparison.AT_LEAST, List.of(value));
    }

    /** Those of them whose value in the column is an earlier or lesser one. */
    public TableQuery before(String column, Object value) {
        return condition(column, Comparison.LESS, List.of(value));
    }

    /** Those of them whose value in the column is that or an earlier or lesser one. */
    public TableQuery upTo(String column, Object value) {
        return condition(column, Comparison.AT_MOST, List.of(value));
    }

    /** The same rows, ascending by the column; by those that were named before it first. */
    public TableQuery by(String column) {
        return ordered(new Order(column, false));
    }

    /** The same rows, descending by the column; by those that were named before it first. */
    public TableQuery byLast(String column) {
        return ordered(new Order(column, true));
    }

    /**
     * At most so many of them, the first ones.
     *
     * @throws InvalidParameterException if the number is less than 1
     */
    public TableQuery first(int most) {
        if (most < 1) {
            throw new InvalidParameterException("number of rows", most, "must be at least 1", "ask for one");
        }
        return new TableQuery(user, table, conditions, order, OptionalInt.of(most));
    }

    private TableQuery condition(String column, Comparison comparison, Collection<?> values) {
        List<Object> plain = new ArrayList<>();
        for (Object value : values) {
            Object as = TableRow.EMPTY.with(column, value).values().get(column);
            plain.add(Objects.requireNonNull(as, column));
        }
        List<Condition> more = new ArrayList<>(conditions);
        more.add(new Condition(column, comparison, plain));
        return new TableQuery(user, table, more, order, limit);
    }

    private TableQuery ordered(Order by) {
        List<Order> more = new ArrayList<>(order);
        more.add(by);
        return new TableQuery(user, table, conditions, more, limit);
    }

    /** How a value is compared. */
    public enum Comparison {
        /** Equals one of the values. */
        ONE_OF,
        /** Is the value, or greater. */
        AT_LEAST,
        /** Is less than the value. */
        LESS,
        /** Is the value, or less. */
        AT_MOST
    }

    /**
     * What a row has to meet.
     *
     * @param column in which column
     * @param values with what it is compared; one, unless it is to be one of several
     */
    public record Condition(String column, Comparison comparison, List<Object> values) {
        /** Copies the list. */
        public Condition {
            values = List.copyOf(values);
        }

        /** Without the values. */
        @Override
        public String toString() {
            return column + " " + comparison;
        }
    }

    /**
     * By what rows are sorted.
     *
     * @param column by which column
     * @param descending whether the last one comes first
     */
    public record Order(String column, boolean descending) {}
}
