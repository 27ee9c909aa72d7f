package org.healthwarehouse.storage.sqlite;

/** Counts what a commit changes. */
final class Tally {
    int added;
    int changed;
    int unchanged;

    /** Rows that are not as they were. */
    int written() {
        return added + changed;
    }
}
