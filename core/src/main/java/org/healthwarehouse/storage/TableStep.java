package org.healthwarehouse.storage;

import org.healthwarehouse.model.InvalidParameterException;

/** One step from a version of a {@link TableNamespace} to the next. Only adds, so that it can be taken back. */
public sealed interface TableStep {
    /** The table that it makes or changes. */
    String table();

    /** What a store has to know of it, on one line. */
    String declaration();

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

        @Override
        public String declaration() {
            return "create " + spec.declaration();
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

        @Override
        public String declaration() {
            return "add " + table + "." + column.declaration();
        }
    }

    /**
     * Adds an index to a table. Taken back, the index goes.
     *
     * @param table which
     */
    record AddIndex(String table, IndexSpec index) implements TableStep {
        @Override
        public String declaration() {
            return "index " + table + index.columns();
        }
    }
}
