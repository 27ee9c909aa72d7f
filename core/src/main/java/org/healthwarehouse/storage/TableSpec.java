package org.healthwarehouse.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * A table of a {@link TableNamespace}, declared as data so that every storage can make it. Every row belongs to a user,
 * who is not among the columns: of two users each may have a row of the same primary key, no row refers to one of
 * another user, and with the user's data all rows of the user go.
 *
 * @param name lower snake case; unique in its namespace
 * @param meaning one sentence
 * @param columns in the order in which they are shown
 * @param primaryKey which columns name a row of a user, all of them required; none where a user has one row
 * @param unique which columns have no values twice
 * @param references which columns name rows of other tables
 * @param indexes by which columns rows are found besides
 * @param expiry the moment from which on a row is of no use; {@link TableStore#removeExpired} removes it then
 * @param view how it is read with plain SQL, if it is meant to be
 */
public record TableSpec(
        String name,
        String meaning,
        List<ColumnSpec> columns,
        List<String> primaryKey,
        List<UniqueSpec> unique,
        List<ReferenceSpec> references,
        List<IndexSpec> indexes,
        Optional<String> expiry,
        Optional<ViewSpec> view) {
    /** What the user of a row is called where people read it. */
    public static final String USER = "user_id";

    /** @throws InvalidParameterException if names cannot be ones, are there twice, or columns that are named are not */
    public TableSpec {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        unique = List.copyOf(unique);
        references = List.copyOf(references);
        indexes = List.copyOf(indexes);
        SpecRules.name("table", name);
        Set<String> names = new HashSet<>();
        for (ColumnSpec column : columns) {
            if (!names.add(column.name()) || (primaryKey.contains(column.name()) && !column.required())) {
                throw SpecRules.refused(
                        "column", column.name(), "is there twice in " + name + ", or an optional key", "change it");
            }
        }
        if (indexes.stream().map(IndexSpec::columns).distinct().count() < indexes.size()) {
            throw SpecRules.refused("table", name, "has two indexes on the same columns", "leave one out");
        }
        Stream.of(
                        Stream.of(primaryKey, expiry.stream().toList()),
                        unique.stream().map(UniqueSpec::columns),
                        references.stream().map(ReferenceSpec::columns),
                        indexes.stream().map(IndexSpec::columns))
                .flatMap(lists -> lists)
                .flatMap(List::stream)
                .filter(column -> !names.contains(column))
                .forEach(column -> {
                    throw SpecRules.refused("column", column, "is not in table " + name, "declare it first");
                });
        columns.stream()
                .filter(column -> expiry.equals(Optional.of(column.name())) && column.kind() != ColumnKind.INSTANT)
                .forEach(column -> {
                    throw SpecRules.refused(
                            "column", column.name(), "is no instant, so no row can expire then", "make it an instant");
                });
    }

    /** A table with these columns, of which the first ones are the primary key. */
    public static TableSpec of(String name, String meaning, int keyColumns, ColumnSpec... columns) {
        List<ColumnSpec> all = List.of(columns);
        return new TableSpec(
                name,
                meaning,
                all,
                all.subList(0, keyColumns).stream().map(ColumnSpec::name).toList(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same table in which no two rows of any user have the same values in these columns. */
    public TableSpec uniqueAcrossUsers(String... set) {
        return with(plus(unique, new UniqueSpec(List.of(set), true)), references, indexes, expiry, view);
    }

    /** The same table in which no two rows of one user have the same values in these columns. */
    public TableSpec uniqueOfUser(String... set) {
        return with(plus(unique, new UniqueSpec(List.of(set), false)), references, indexes, expiry, view);
    }

    /** The same table whose rows go with the row of the other table that they name in these columns. */
    public TableSpec goesWith(String table, String... naming) {
        return with(unique, plus(references, new ReferenceSpec(List.of(naming), table)), indexes, expiry, view);
    }

    /** The same table with an index. */
    public TableSpec index(IndexSpec index) {
        return with(unique, references, plus(indexes, index), expiry, view);
    }

    /** The same table whose rows are of no use from the moment in that column on. */
    public TableSpec expiresAt(String column) {
        return with(unique, references, indexes, Optional.of(column), view);
    }

    /** The same table with a view of that name. */
    public TableSpec shownAs(String viewName, ViewSpec.Share... shares) {
        return with(unique, references, indexes, expiry, Optional.of(new ViewSpec(viewName, List.of(shares))));
    }

    private TableSpec with(
            List<UniqueSpec> sets,
            List<ReferenceSpec> named,
            List<IndexSpec> found,
            Optional<String> expires,
            Optional<ViewSpec> shown) {
        return new TableSpec(name, meaning, columns, primaryKey, sets, named, found, expires, shown);
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    /** The same table with one more column at its end. */
    TableSpec plus(ColumnSpec column) {
        return with(plus(columns, column));
    }

    /** The same table with more choices in a column. */
    TableSpec plus(String column, List<String> choices) {
        ColumnSpec more = column(column).plus(choices);
        return with(columns.stream()
                .map(each -> each.name().equals(column) ? more : each)
                .toList());
    }

    private TableSpec with(List<ColumnSpec> others) {
        return new TableSpec(name, meaning, others, primaryKey, unique, references, indexes, expiry, view);
    }

    /**
     * The column of that name.
     *
     * @throws InvalidParameterException if there is none
     */
    public ColumnSpec column(String column) {
        return columns.stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow(() -> SpecRules.refused("column", column, "is not in table " + name, "name another"));
    }

    /**
     * Refuses values that do not fit their columns. The message names the column, never the value.
     *
     * @param whole whether it is a whole row, which has all that is required; else some values of one
     * @throws InvalidParameterException if they do not
     */
    public void requireFits(TableRow row, boolean whole) {
        for (Map.Entry<String, @Nullable Object> entry : row.values().entrySet()) {
            ColumnSpec column = column(entry.getKey());
            Object value = entry.getValue();
            if (value == null ? column.required() : !fits(column, value)) {
                throw SpecRules.refused(
                        "column", column.name(), "of table " + name + " must hold " + kind(column), "give one");
            }
        }
        for (ColumnSpec column : columns) {
            if (whole && column.required() && !row.values().containsKey(column.name())) {
                throw SpecRules.refused("column", column.name(), "of table " + name + " is required", "give a value");
            }
        }
    }

    /**
     * Refuses a question that cannot be asked of this table.
     *
     * @throws InvalidParameterException if columns are not there, or values do not fit or have no order
     */
    public void requireFits(TableQuery query) {
        for (TableQuery.Condition condition : query.conditions()) {
            ColumnSpec column = ordered(condition.column());
            if (!condition.values().stream().allMatch(value -> column.kind().fits(value))) {
                throw SpecRules.refused(
                        "column",
                        column.name(),
                        "of table " + name + " holds " + kind(column),
                        "compare it with such values");
            }
        }
        query.order().forEach(order -> ordered(order.column()));
    }

    private ColumnSpec ordered(String name) {
        ColumnSpec column = column(name);
        if (!column.kind().isOrdered()) {
            throw SpecRules.refused("column", name, "has no order", "ask by another column");
        }
        return column;
    }

    private static boolean fits(ColumnSpec column, Object value) {
        return column.kind().fits(value)
                && (column.kind() != ColumnKind.CHOICE
                        || column.choices().stream().anyMatch(value::equals));
    }

    private static String kind(ColumnSpec column) {
        return column.kind() == ColumnKind.CHOICE
                ? "one of " + column.choices()
                : "a value of kind " + column.kind() + (column.required() ? "" : ", or none");
    }
}
