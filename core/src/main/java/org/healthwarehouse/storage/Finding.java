package org.healthwarehouse.storage;

import java.util.Optional;
import org.healthwarehouse.model.StreamId;

/**
 * Something that a check of the store found.
 *
 * @param kind what it is
 * @param stream in which stream; empty if it belongs to none
 * @param count how many rows, lines or pages it concerns
 * @param detail where, for a developer; without health values
 */
public record Finding(Kind kind, Optional<StreamId> stream, long count, String detail) {
    /** Whether it is a fault, and not just worth knowing. */
    public boolean isFault() {
        return kind.fault;
    }

    /** What can be found. */
    public enum Kind {
        /** The file is damaged: restore a backup, or fetch into a new file. */
        FILE_DAMAGED(true),
        /** A row refers to one that is not there: restore a backup. */
        REFERENCE_BROKEN(true),
        /** Two lines of the ledger overlap, so a moment is in two states: fetch the range again. */
        LEDGER_OVERLAP(true),
        /** The ledger has settled time that had not come when it was fetched, or has not come yet: fetch it again. */
        SETTLED_IN_FUTURE(true),
        /** A page's bytes are not those that came: it cannot be read again; its rows are not touched. */
        RAW_CHANGED(true),
        /** Rows lie outside of every range that is held; vendors answer what only touches a range, so this happens. */
        ROWS_OUTSIDE_LEDGER(false);

        private final boolean fault;

        Kind(boolean fault) {
            this.fault = fault;
        }
    }
}
