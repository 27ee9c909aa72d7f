package org.healthwarehouse.training;

import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** How one kind of thing stands in its table. */
interface Kept<T> {
    /** When a row was made. */
    String CREATED = "created_at";

    /** When its values last changed. */
    String UPDATED = "updated_at";

    /** The table; its last columns are {@link #CREATED} and {@link #UPDATED}. */
    TableSpec table();

    /** The row, without its times; columns without a value are named too. */
    TableRow row(T value);

    /** What the row says. */
    T read(TableRow row);

    static ColumnSpec created() {
        return ColumnSpec.of(CREATED, ColumnKind.INSTANT, "When it was first stored.");
    }

    static ColumnSpec updated() {
        return ColumnSpec.of(UPDATED, ColumnKind.INSTANT, "When it was last stored with other values.");
    }
}
