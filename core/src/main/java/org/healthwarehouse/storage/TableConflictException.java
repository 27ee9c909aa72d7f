package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;

/** Rows of a table would contradict one another. Nothing of the transaction was written. Names no values. */
public final class TableConflictException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    private final transient Conflict conflict;

    /** A refusal for that reason. */
    public TableConflictException(Conflict conflict) {
        super(new Failure.InvalidParameter(conflict.text()));
        this.conflict = conflict;
    }

    /** What contradicts what. */
    public Conflict conflict() {
        return conflict;
    }

    /** What rows contradict one another in. */
    public enum Kind {
        /** Another row has the same values. */
        TAKEN,
        /** The row that is referred to is not there. */
        MISSING
    }

    /**
     * A contradiction.
     *
     * @param table in which table, without its namespace
     * @param columns in which columns, as far as the store says
     */
    public record Conflict(Kind kind, String table, List<String> columns) {
        /** Copies the list. */
        public Conflict {
            columns = List.copyOf(columns);
        }

        private String text() {
            return kind == Kind.TAKEN
                    ? "another row of table '" + table + "' has the same " + columns + "; change that one instead"
                    : "a row of table '" + table + "' refers to one that is not there; write that one first";
        }
    }
}
