package org.healthwarehouse.storage.sqlite;

/** Counts what a commit changes. */
final class Tally {
    int added;
    int changed;
    int unchanged;
}
