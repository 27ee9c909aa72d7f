package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/** One step from a version of a {@link TableNamespace} to the next. Only adds, so that it can be taken back. */
public sealed interface TableStep {
    /** The table that it makes or changes. */
    String table();

    /**
     * Makes a table. Taken back, the table goes.
     *
     * @param spec the table; those that it refers to are there already
     */
    record Create(TableSpec spec) implements TableStep {
        @Override
        public String table() {
            return spec.name();
        }
    }

    /**
     * Adds a column at the end of a table. Taken back, the column goes with all it holds.
     *
     * @param table which
     * @param column an optional one: rows that are there have no value
     */
    record AddColumn(String table, ColumnSpec column) implements TableStep {
        /** @throws InvalidParameterException if the column is required */
        public AddColumn {
            if (column.required()) {
                throw SpecRules.refused(
                        "column", column.name(), "cannot be required of rows that are there", "make it optional");
            }
        }
    }

    /**
     * Adds an index to a table. Taken back, the index goes.
     *
     * @param table which
     */
    record AddIndex(String table, IndexSpec index) implements TableStep {}

    /**
     * Lets a column hold more choices. Taken back, it holds them no longer; while rows do, that is refused.
     *
     * @param table which
     * @param column which column of it, whose kind is {@link ColumnKind#CHOICE}
     * @param choices those that are new
     */
    record AddChoices(String table, String column, List<String> choices) implements TableStep {
        /** @throws InvalidParameterException if there is no choice */
        public AddChoices {
            choices = List.copyOf(choices);
            if (choices.isEmpty()) {
                throw SpecRules.refused("column", column, "is given no choice", "name one, or leave the step out");
            }
        }
    }
}
